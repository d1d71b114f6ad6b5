// The hours of a period, as commitments see them: times alone, no quantities.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "lang/program/program.h"

namespace smcost::runtime::rules {

inline constexpr uint32_t kSecondsPerHour = 3600;

// Hours between which no commitment begins or ends.
struct HeldSpan {
  uint32_t begin = 0;              // seconds of the period
  std::vector<bool> holds;         // per commitment
};

// Hours of a span in which every placement runs equally long.
struct HourClass {
  uint32_t span = 0;
  std::vector<uint64_t> running;   // seconds, per placement
  uint32_t length = 0;             // seconds of the hour that lie in the period
  auto operator<=>(const HourClass&) const = default;
};

// In order of time.
std::vector<HeldSpan> cutSpans(const program::Program& program);

// How many hours of the period are of each class.
std::map<HourClass, uint32_t> hourClasses(const program::Program& program, const std::vector<HeldSpan>& spans,
                                          const std::vector<program::PlacementId>& placements);

}  // namespace smcost::runtime::rules
