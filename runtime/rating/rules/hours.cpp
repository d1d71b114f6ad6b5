#include "runtime/rating/rules/hours.h"

#include <algorithm>
#include <set>
#include <utility>

namespace smcost::runtime::rules {

std::vector<HeldSpan> cutSpans(const program::Program& program) {
  std::vector<program::PlacedRange> held;
  std::set<uint32_t> begins = {0};
  for (const program::Commitment& commitment : program.commitments) {
    held.push_back(program::heldIn(commitment.term, program.period));
    begins.insert({held.back().begin, held.back().end});
  }
  begins.erase(program::heldIn({}, program.period).end);
  std::vector<HeldSpan> spans;
  for (const uint32_t begin : begins) {
    HeldSpan& span = spans.emplace_back();
    span.begin = begin;
    for (const program::PlacedRange& one : held) span.holds.push_back(one.begin <= begin && begin < one.end);
  }
  return spans;
}

std::map<HourClass, uint32_t> hourClasses(const program::Program& program, const std::vector<HeldSpan>& spans,
                                          const std::vector<program::PlacementId>& placements) {
  std::map<HourClass, uint32_t> classes;
  const uint32_t end = program::heldIn({}, program.period).end;
  uint32_t span = 0;
  for (uint32_t begin = 0; begin < end; begin += kSecondsPerHour) {
    while (span + 1 < spans.size() && spans[span + 1].begin <= begin) ++span;
    HourClass hour;
    hour.span = span;
    hour.length = std::min(kSecondsPerHour, end - begin);
    for (const program::PlacementId placement : placements) {
      hour.running.push_back(program.placements[placement].secondsWithin(begin, begin + hour.length));
    }
    ++classes[std::move(hour)];
  }
  return classes;
}

}  // namespace smcost::runtime::rules
