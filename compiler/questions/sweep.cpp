#include "compiler/questions/sweep.h"

#include <algorithm>

#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

void note(Sweep& sweep, uint64_t point, const base::Rational& figure) {
  if (!sweep.least || figure < sweep.least->figure) sweep.least = Extreme{point, figure};
  if (!sweep.greatest || figure > sweep.greatest->figure) sweep.greatest = Extreme{point, figure};
}

}  // namespace

Sweep sweep(BillFunction& function, const Space& space, const OnBlock& on_block) {
  Sweep result;
  const uint64_t size = space.size().get_ui();
  for (uint64_t begin = 0; begin < size; begin += kBlock) {
    const uint64_t end = std::min(size, begin + kBlock);
    const std::vector<Column> columns = space.block(begin, end);
    Answers answers;
    try {
      base::checkInterrupt();
      answers = function.at(columns);
    } catch (const base::Interrupted&) {
      result.is_stopped = true;
      break;
    }
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
  result.made = function.made();
  return result;
}

}  // namespace smcost::questions
