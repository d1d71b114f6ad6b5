// When usage happens, for rules that look at single hours or days: commitments, and prices
// that change inside the period. A placement is shared by all rows that run at the same
// times, however many they are.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "lang/base/id.h"
#include "lang/base/layered.h"

namespace smcost::program {

using PlacementId = base::Id<struct PlacementTag>;

// Seconds since the start of the billed period, in UTC: [begin, end).
struct PlacedRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  auto operator<=>(const PlacedRange&) const = default;
};

// A line's quantity is spread evenly over the seconds of its placement, so what falls on
// some of them is quantity * (those seconds) / (all seconds).
struct Placement {
  std::vector<PlacedRange> ranges;  // ascending, neither empty nor touching
  uint64_t seconds = 0;             // of all ranges; above 0

  // How many of its seconds lie in [begin, end).
  uint64_t secondsWithin(uint32_t begin, uint32_t end) const;
};

class PlacementStore {
 public:
  PlacementStore() = default;
  // Goes on from a frozen one, which must outlive it.
  explicit PlacementStore(const PlacementStore* below) : placements_(&below->placements_), ids_(&below->ids_) {}

  // Sorts and joins the ranges; equal placements have one id. None when no second is left.
  PlacementId intern(std::vector<PlacedRange> ranges);
  const Placement& operator[](PlacementId id) const { return placements_[id.value]; }
  size_t size() const { return placements_.size(); }

 private:
  base::LayeredDeque<Placement> placements_;
  base::LayeredMap<std::map<std::vector<PlacedRange>, PlacementId>> ids_;
};

}  // namespace smcost::program
