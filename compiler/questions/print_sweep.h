// A sweep as text, JSON or CSV.
#pragma once

#include <ostream>

#include "compiler/questions/sweep.h"
#include "runtime/report/report.h"

namespace smcost::questions {

// What all printers are told: the spec whose parameters these are, and what was asked.
struct SweepHead {
  const session::Session& session;   // of the spec as written
  const Space& space;
  const std::vector<Figure>& figures;
  int digits = runtime::kUsualDigits;
  size_t width = runtime::kUsualWidth;
};

// Points come one block after another; none is kept but those that text and JSON show.
class SweepWriter {
 public:
  virtual ~SweepWriter() = default;
  // How many of the first points it wants to be told.
  virtual uint64_t shown() const = 0;
  virtual void add(uint64_t first, const std::vector<Column>& columns, const Answers& answers) = 0;
  virtual void end(const Sweep& sweep) = 0;
};

std::unique_ptr<SweepWriter> makeSweepWriter(std::ostream& out, const SweepHead& head, runtime::Format format);

}  // namespace smcost::questions
