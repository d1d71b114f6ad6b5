// What a spec comes to at all points of some axes.
#pragma once

#include <functional>
#include <optional>

#include "compiler/questions/tally.h"
#include "compiler/questions/workers.h"

namespace smcost::questions {

// What is kept of it, however many points there are.
struct Sweep {
  uint64_t points = 0;            // looked at: fewer than there are if it was stopped
  bool is_stopped = false;        // somebody wished so
  uint64_t failed = 0;
  std::vector<std::string> reasons;          // of those that failed, each once
  uint64_t in_lanes = 0;          // of the points: by kernels of machine integers, the others in rationals
  // Of the first figure, over the points that did not fail; of equal ones the first point.
  std::optional<Extreme> least, greatest;
};

// Is told of each block of points as it is known, in their order: its first point, its columns, its answers.
using OnBlock = std::function<void(uint64_t first, const std::vector<Column>& columns, const Answers& answers)>;

// At least the first `shown` points are told. Points beyond kMostPoints are no matter of this.
// It is the same for any number of workers.
Sweep sweep(Workers& workers, const Space& space, uint64_t shown, const OnBlock& on_block);

}  // namespace smcost::questions
