// What a spec comes to at all points of some axes.
#pragma once

#include <functional>
#include <optional>

#include "compiler/questions/bill_function.h"

namespace smcost::questions {

struct Extreme {
  uint64_t point = 0;
  base::Rational figure;
};

// What is kept of it, however many points there are.
struct Sweep {
  uint64_t points = 0;            // looked at: fewer than there are if it was stopped
  bool is_stopped = false;        // somebody wished so
  uint64_t failed = 0;
  std::vector<std::string> reasons;          // of those that failed, each once
  // Of the first figure, over the points that did not fail; of equal ones the first point.
  std::optional<Extreme> least, greatest;
  Made made;
};

// Is told of each block of points as it is known, in their order: its first point, its columns, its answers.
using OnBlock = std::function<void(uint64_t first, const std::vector<Column>& columns, const Answers& answers)>;

// Points beyond kMostPoints are no matter of this.
Sweep sweep(BillFunction& function, const Space& space, const OnBlock& on_block);

}  // namespace smcost::questions
