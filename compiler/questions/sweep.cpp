#include "compiler/questions/sweep.h"

#include <algorithm>

#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

void lookAtAll(BillFunction& function, const Space& space, unsigned threads, Sweep& result) {
  const Tally found = tally(function, space, {{0, {}, true, true, false}}, threads);
  result.points = found.points;
  result.is_stopped = found.is_stopped;
  result.in_lanes = found.in_lanes;
  result.failed = found.failed();
  result.reasons.clear();
  for (const Reason& reason : found.reasons) result.reasons.push_back(reason.text);
  result.least = found.kept.front().least;
  result.greatest = found.kept.front().greatest;
}

}  // namespace

Sweep sweep(Workers& workers, const Space& space, uint64_t shown, const OnBlock& on_block) {
  struct Part {
    std::vector<Column> columns;
    Answers answers;
  };
  Sweep result;
  const uint64_t size = space.size().get_ui();
  // What is not shown is worth a second look at the first points.
  const bool is_kept = size > shown && size >= workers.own().worthKernels();
  const uint64_t told = is_kept ? std::min(size, shown) : size;
  try {
    workers.run<Part>(
        (told + kBlock - 1) / kBlock,
        [&](BillFunction& function, uint64_t block) {
          Part part{space.block(block * kBlock, std::min(size, (block + 1) * kBlock)), {}};
          part.answers = function.at(part.columns);
          return part;
        },
        [&](Part&& part) {
          const uint64_t begin = result.points;
          const Answers& answers = part.answers;
          for (size_t row = 0; row < answers.failures.size(); ++row) {
            if (answers.failed(row)) {
              ++result.failed;
              numberOf(answers.reason(row), result.reasons);
            } else if (!answers.figures.empty()) {
              const Extreme one{begin + row, answers.figures.front()[row]};
              keep(result.least, one, true);
              keep(result.greatest, one, false);
            }
          }
          result.points += answers.failures.size();
          on_block(begin, part.columns, answers);
        });
  } catch (const base::Interrupted&) {
    result.is_stopped = true;
  }
  if (is_kept && !result.is_stopped) lookAtAll(workers.own(), space, workers.threads(), result);
  return result;
}

}  // namespace smcost::questions
