#include "compiler/questions/sweep.h"

#include <algorithm>

#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

void note(Sweep& sweep, uint64_t point, const base::Rational& figure) {
  if (!sweep.least || figure < sweep.least->figure) sweep.least = Extreme{point, figure};
  if (!sweep.greatest || figure > sweep.greatest->figure) sweep.greatest = Extreme{point, figure};
}

void lookAtAll(BillFunction& function, const Space& space, unsigned threads, Sweep& result) {
  const Tally found = tally(function, space, {{0, {}, true, true, false}}, {threads});
  result.points = found.points;
  result.in_lanes = found.in_lanes;
  result.failed = found.failed();
  result.reasons.clear();
  for (const Reason& reason : found.reasons) result.reasons.push_back(reason.text);
  result.least = found.kept.front().least;
  result.greatest = found.kept.front().greatest;
}

}  // namespace

Sweep sweep(BillFunction& function, const Space& space, uint64_t shown, unsigned threads, const OnBlock& on_block) {
  Sweep result;
  const uint64_t size = space.size().get_ui();
  // What is not shown is worth a second look at the first points.
  const bool is_kept = size > shown && size > kBlock;
  for (uint64_t begin = 0; begin < (is_kept ? std::min(size, shown) : size); begin += kBlock) {
    base::checkInterrupt();
    const uint64_t end = std::min(size, begin + kBlock);
    const std::vector<Column> columns = space.block(begin, end);
    const Answers answers = function.at(columns);
    for (uint64_t point = begin; point < end; ++point) {
      if (answers.failed(point - begin)) {
        ++result.failed;
        numberOf(answers.reason(point - begin), result.reasons);
      } else if (!answers.figures.empty()) {
        note(result, point, answers.figures.front()[point - begin]);
      }
    }
    result.points = end;
    on_block(begin, columns, answers);
  }
  if (is_kept) lookAtAll(function, space, threads, result);
  result.made = function.made();
  return result;
}

}  // namespace smcost::questions
