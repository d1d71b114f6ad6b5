// A sample as text, JSON and CSV. In text, what is a statistic is marked with `≈`.
#pragma once

#include "compiler/questions/sample.h"
#include "runtime/report/report.h"

namespace smcost::questions {

struct SampleHead {
  const session::Session& session;    // of the spec as written, asked for the figure
  const std::vector<Figure>& figures; // the first is described, then come budgets, then both sides of each of `checks`
  const std::vector<PercentileCheck>& checks;
  uint64_t seed = 0;
  runtime::Format format = runtime::Format::text;
  int digits = runtime::kUsualDigits;
  size_t width = 0;                   // of the lines of its tables
  uint64_t asked = 0;                 // how many draws were asked for
};

void writeSample(std::ostream& out, const SampleHead& head, const Sample& sample);

}  // namespace smcost::questions
