// Placements against counting seconds one by one: what schedules give today is a row of ranges that
// at most touch, so that text alone does not show what becomes of others.
#include <random>
#include <vector>

#include "lang/program/placement.h"
#include "test/unit/check.h"

namespace {

using namespace smcost::program;

constexpr uint32_t kSeconds = 60;

void rangesInAnyOrderAreTheirSeconds() {
  std::mt19937 random(1);
  const auto below = [&](uint32_t n) { return std::uniform_int_distribution<uint32_t>(0, n - 1)(random); };
  for (int round = 0; round < 2000; ++round) {
    std::vector<PlacedRange> ranges(below(6));
    std::vector<bool> runs(kSeconds, false);
    for (PlacedRange& range : ranges) {
      range = {below(kSeconds), below(kSeconds)};
      for (uint32_t second = range.begin; second < range.end; ++second) runs[second] = true;
    }
    PlacementStore store;
    const PlacementId id = store.intern(ranges);
    const uint32_t begin = below(kSeconds), end = begin + below(kSeconds - begin);
    uint64_t all = 0, within = 0;
    for (uint32_t second = 0; second < kSeconds; ++second) {
      all += runs[second];
      within += runs[second] && second >= begin && second < end;
    }
    CHECK_EQ(static_cast<bool>(id), all > 0);
    if (!id) continue;
    CHECK_EQ(store[id].seconds, all);
    CHECK_EQ(store[id].secondsWithin(begin, end), within);
    for (size_t i = 1; i < store[id].ranges.size(); ++i) CHECK(store[id].ranges[i - 1].end < store[id].ranges[i].begin);
  }
}

}  // namespace

int main() {
  rangesInAnyOrderAreTheirSeconds();
  return smcost::test::finish("placement_test");
}
