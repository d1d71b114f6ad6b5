// What a row's expressions come to while its levels, which are other ones at other times, stand still.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "lang/check/values/values.h"

namespace smcost::check {

// Which of the row's courses an expression reads, in their order.
std::vector<uint32_t> coursesIn(Values& cx, const Row& row, ExprId expr);

// A time in which none of some courses changes: the slot of each, and when that is.
struct Standing {
  std::vector<uint32_t> slots;
  std::vector<program::PlacedRange> ranges;  // in order; none where all of them say parts of the time
  base::Rational part{1};                    // of the time that these are, or of all
};

// All such times of some courses, of which one at most says parts; in order of the slots. One of no time is left out.
std::vector<Standing> standingsOf(const Row& row, const std::vector<uint32_t>& courses);

// What the courses' columns stand for then, by their number.
std::unordered_map<uint32_t, ExprId> levelsAt(const Row& row, const std::vector<uint32_t>& courses, const Standing& standing);

}  // namespace smcost::check
