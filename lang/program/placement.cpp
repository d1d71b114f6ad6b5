#include "lang/program/placement.h"

#include <algorithm>

namespace smcost::program {

uint64_t Placement::secondsWithin(uint32_t begin, uint32_t end) const {
  uint64_t total = 0;
  auto first = std::partition_point(ranges.begin(), ranges.end(), [&](const PlacedRange& r) { return r.end <= begin; });
  for (auto range = first; range != ranges.end() && range->begin < end; ++range) {
    total += std::min(range->end, end) - std::max(range->begin, begin);
  }
  return total;
}

PlacementId PlacementStore::intern(std::vector<PlacedRange> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<PlacedRange> joined;
  for (const PlacedRange& range : ranges) {
    if (range.begin >= range.end) continue;
    if (!joined.empty() && range.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, range.end);
    } else {
      joined.push_back(range);
    }
  }
  if (joined.empty()) return {};
  const auto [id, is_new] = ids_.add(joined, PlacementId{static_cast<uint32_t>(placements_.size())});
  if (is_new) {
    Placement placement;
    placement.ranges = std::move(joined);
    for (const PlacedRange& range : placement.ranges) placement.seconds += range.end - range.begin;
    placements_.push_back(std::move(placement));
  }
  return *id;
}

}  // namespace smcost::program
