#include "lang/check/values/courses.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace smcost::check {

namespace {

struct Stretch {
  program::PlacedRange range;
  uint32_t slot;
};

// The slots of a course, one behind the other.
std::vector<Stretch> stretchesOf(const Course& course) {
  std::vector<Stretch> stretches;
  for (uint32_t slot = 0; slot < course.slots.size(); ++slot) {
    for (const program::PlacedRange& range : course.slots[slot].ranges) stretches.push_back({range, slot});
  }
  std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.range < b.range; });
  return stretches;
}

using BySlots = std::map<std::vector<uint32_t>, std::vector<program::PlacedRange>>;

// Of courses that say times: from each change of one of them to the next.
BySlots timesOf(const Row& row, const std::vector<uint32_t>& courses) {
  std::vector<std::vector<Stretch>> all;
  for (const uint32_t course : courses) {
    if (!row.courses[course].saysParts()) all.push_back(stretchesOf(row.courses[course]));
  }
  BySlots times;
  std::vector<size_t> at(all.size());
  for (uint32_t begin = 0; !all.empty();) {
    std::vector<uint32_t> slots;
    uint32_t end = UINT32_MAX;
    for (size_t i = 0; i < all.size(); ++i) {
      while (at[i] < all[i].size() && all[i][at[i]].range.end <= begin) ++at[i];
      if (at[i] == all[i].size()) return times;
      slots.push_back(all[i][at[i]].slot);
      end = std::min(end, all[i][at[i]].range.end);
    }
    auto& ranges = times[slots];
    if (!ranges.empty() && ranges.back().end == begin) ranges.back().end = end;
    else ranges.push_back({begin, end});
    begin = end;
  }
  return times;
}

}  // namespace

std::vector<uint32_t> coursesIn(Values& cx, const Row& row, ExprId expr) {
  std::vector<uint32_t> courses;
  if (row.courses.empty() || !expr) return courses;
  std::unordered_set<uint32_t> seen;
  std::vector<ExprId> open = {expr};
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    if (!seen.insert(id.value).second) continue;
    const program::Expr& node = cx.pool()[id];
    for (const ExprId operand : {node.a, node.b, node.c}) {
      if (operand) open.push_back(operand);
    }
  }
  for (uint32_t i = 0; i < row.courses.size(); ++i) {
    if (seen.count(row.courses[i].level.value)) courses.push_back(i);
  }
  return courses;
}

std::vector<Standing> standingsOf(const Row& row, const std::vector<uint32_t>& courses) {
  size_t parts = 0;
  while (parts < courses.size() && !row.courses[courses[parts]].saysParts()) ++parts;
  BySlots times = timesOf(row, courses);
  if (times.empty()) times[{}] = {};
  std::vector<Standing> standings;
  for (auto& [slots, ranges] : times) {
    if (parts == courses.size()) {
      standings.push_back({slots, std::move(ranges)});
      continue;
    }
    const std::vector<Course::Slot>& all = row.courses[courses[parts]].slots;
    for (uint32_t slot = 0; slot < all.size(); ++slot) {
      Standing standing{slots, ranges, all[slot].part};
      standing.slots.insert(standing.slots.begin() + static_cast<std::ptrdiff_t>(parts), slot);
      if (sgn(standing.part) > 0) standings.push_back(std::move(standing));
    }
  }
  std::sort(standings.begin(), standings.end(), [](const Standing& a, const Standing& b) { return a.slots < b.slots; });
  return standings;
}

std::unordered_map<uint32_t, ExprId> levelsAt(const Row& row, const std::vector<uint32_t>& courses, const Standing& standing) {
  std::unordered_map<uint32_t, ExprId> levels;
  for (size_t i = 0; i < courses.size(); ++i) {
    const Course& course = row.courses[courses[i]];
    levels.emplace(course.level.value, course.slots[standing.slots[i]].level);
  }
  return levels;
}

}  // namespace smcost::check
