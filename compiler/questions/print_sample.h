// A sample as text and JSON. What is a statistic is marked with `≈`.
#pragma once

#include "compiler/questions/sample.h"
#include "runtime/report/report.h"

namespace smcost::questions {

struct SampleHead {
  const session::Session& session;    // of the spec as written, asked for the figure
  const std::vector<Figure>& figures; // the first is described, the others are budgets
  uint64_t seed = 0;
  runtime::Format format = runtime::Format::text;
  int digits = runtime::kUsualDigits;
  uint64_t asked = 0;                 // how many draws were asked for
};

void writeSample(std::ostream& out, const SampleHead& head, const Sample& sample);

}  // namespace smcost::questions
