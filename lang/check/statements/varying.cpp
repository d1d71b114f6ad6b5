#include "lang/check/statements/varying.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "lang/check/values/substitution.h"

namespace smcost::check {

using program::Op;

namespace {

// What lies in both; each in order.
std::vector<program::PlacedRange> common(const std::vector<program::PlacedRange>& a, const std::vector<program::PlacedRange>& b) {
  std::vector<program::PlacedRange> both;
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    const program::PlacedRange range{std::max(a[i].begin, b[k].begin), std::min(a[i].end, b[k].end)};
    if (range.begin < range.end) both.push_back(range);
    if (a[i].end < b[k].end) ++i;
    else ++k;
  }
  return both;
}

// A placed time of the row: a number of seconds, or of days.
struct PlacedTime {
  ExprId expr;
  program::PlacementId placement;
  bool is_days = false;
};

// Those of the row, and the span if it is so many days of one of them.
std::vector<PlacedTime> placedTimesOf(Statements& cx, const Row& row, ExprId span) {
  std::vector<PlacedTime> times;
  for (const auto& [expr, placement] : row.placed) {
    const DimensionId dimension = cx.pool()[expr].dimension;
    if (dimension == cx.time || dimension == cx.day) times.push_back({expr, placement, dimension == cx.day});
  }
  if (!span || cx.pool()[span].op != Op::mul) return times;
  for (size_t i = 0; i < times.size(); ++i) {
    const bool is_of_it = cx.pool()[span].a == times[i].expr && cx.pool().isConstant(cx.pool()[span].b);
    if (!is_of_it || !times[i].is_days) continue;
    times.push_back({span, times[i].placement, false});
    break;
  }
  return times;
}

class TimeColumns {
 public:
  TimeColumns(Statements& cx, const Env& env, ExprId span) : cx_(cx), row_(*env.row), times_(placedTimesOf(cx, row_, span)) {}

  VaryingTimes::Group group(std::vector<uint32_t> courses) {
    VaryingTimes::Group group;
    group.standings = standingsOf(row_, courses);
    const auto parts = std::find_if(courses.begin(), courses.end(), [&](uint32_t course) { return row_.courses[course].saysParts(); });
    const bool is_placed = parts == courses.end() || row_.courses[*parts].says == Course::Says::parts_of_hours;
    for (const Standing& standing : group.standings) {
      auto& then = group.times.emplace_back();
      for (const PlacedTime& time : times_) add(time, standing, is_placed, then);
    }
    group.courses = std::move(courses);
    return group;
  }

 private:
  void add(const PlacedTime& time, const Standing& standing, bool is_placed, std::vector<VaryingTimes::Then>& then) {
    const program::Placement& whole = cx_.program.placements[time.placement];
    const std::vector<program::PlacedRange> ranges = standing.ranges.empty() ? whole.ranges : common(whole.ranges, standing.ranges);
    // A rate per day says nothing of a part of one.
    const bool are_days = std::all_of(ranges.begin(), ranges.end(), [](const program::PlacedRange& range) {
      return range.begin % kSecondsPerDay == 0 && range.end % kSecondsPerDay == 0;
    });
    if (time.is_days && (!are_days || standing.part != 1)) return;
    base::Rational seconds = 0;
    for (const program::PlacedRange& range : ranges) seconds += range.end - range.begin;
    const base::Rational number = seconds * standing.part / (time.is_days ? kSecondsPerDay : 1);
    const DimensionId dimension = time.is_days ? cx_.day : cx_.time;
    const ExprId column = cx_.pool().param(row_.add(cx_.program.cells.cell(number), time.is_days ? "days" : "time", dimension), dimension);
    const program::PlacementId placement = cx_.program.placements.intern(ranges);
    if (placement && is_placed) row_.placed.emplace_back(column, placement);
    then.push_back({time.expr, column});
  }

  Statements& cx_;
  Row& row_;
  const std::vector<PlacedTime> times_;
};

// One expression of a body under all standings of its levels.
class Splitter {
 public:
  Splitter(Statements& cx, const Row& row, const VaryingTimes& times) : cx_(cx), row_(row), times_(times) {}

  // None with its error reported.
  const VaryingTimes::Group* groupOf(const std::vector<uint32_t>& courses) {
    const VaryingTimes::Group& group = courses.size() == 1 ? times_.groups[courses[0]] : times_.groups.back();
    std::vector<const Course*> parts;
    for (const uint32_t course : group.courses) {
      if (row_.courses[course].saysParts()) parts.push_back(&row_.courses[course]);
    }
    if (parts.size() < 2) return &group;
    cx_.sink->report(parts[1]->span, kinds::levels_of_parts, cx_.sources.text(parts[0]->span), cx_.sources.text(parts[1]->span))
        .label(parts[0]->span, "the other")
        .hint("say at least one of them by days or clock times");
    return nullptr;
  }

  ExprId at(const VaryingTimes::Group& group, size_t standing, ExprId expr) {
    auto others = levelsAt(row_, group.courses, group.standings[standing]);
    for (const VaryingTimes::Then& then : group.times[standing]) others.emplace(then.time.value, then.then);
    return replaced(cx_, others, expr);
  }

  // Whether the quantity is so much for each second of a time that the level has.
  bool countsOver(const VaryingTimes::Group& group, size_t standing, ExprId quantity) {
    std::vector<ExprId> times;
    for (const VaryingTimes::Then& then : group.times[standing]) times.push_back(then.then);
    return runsBy(cx_, times, quantity);
  }

 private:
  Statements& cx_;
  const Row& row_;
  const VaryingTimes& times_;
};

// The slots of the courses that do not grow.
std::vector<uint32_t> separateSlots(const Row& row, const VaryingTimes::Group& group, const Standing& standing) {
  std::vector<uint32_t> slots;
  for (size_t i = 0; i < group.courses.size(); ++i) {
    if (!row.courses[group.courses[i]].gradual) slots.push_back(standing.slots[i]);
  }
  return slots;
}

// One line for each way in which the levels stand, of growth for all; false with its error reported.
bool splitLine(Statements& cx, const Row& row, Splitter& splitter, const VaryingTimes::Group& group, const LineInstance& line,
               std::vector<LineInstance>& lines) {
  std::map<std::vector<uint32_t>, ExprId> quantities;
  for (size_t i = 0; i < group.standings.size(); ++i) {
    const ExprId quantity = splitter.at(group, i, line.quantity);
    if (!splitter.countsOver(group, i, quantity)) {
      const Span level = row.courses[group.courses[0]].span;
      cx.sink->report(level, kinds::level_without_time, cx.sources.text(level), line.name)
          .label(line.span, "this line does not count over a time of which it is known when it lies")
          .hint("give the statement a schedule that is placed, such as `always` or `weekdays 9:00..17:00`; where a rate per day meets the level, "
                "let the level change with the days");
      return false;
    }
    const auto [sum, is_new] = quantities.try_emplace(separateSlots(row, group, group.standings[i]), quantity);
    if (!is_new) sum->second = cx.pool().make(Op::add, line.meter->dimension, sum->second, quantity);
  }
  const bool is_single = quantities.size() == 1 && quantities.begin()->first.empty();
  // Of one course each slot has its number in every month, whether or not it has a time in it.
  const size_t count = group.courses.size() == 1 ? row.courses[group.courses[0]].slots.size() : quantities.size();
  uint32_t next = 0;
  for (const auto& [slots, quantity] : quantities) {
    LineInstance& made = lines.emplace_back(line);
    made.quantity = quantity;
    if (is_single) continue;
    const uint32_t number = group.courses.size() == 1 ? slots[0] : next++;
    made.item = static_cast<uint32_t>((std::max(line.item, 1U) - 1) * count) + number + 1;
  }
  return true;
}

}  // namespace

VaryingTimes varyingTimes(Statements& cx, const Env& env, ExprId span) {
  VaryingTimes times;
  const size_t count = env.row->courses.size();
  if (count == 0) return times;
  // What the body may ask for.
  runningTime(cx, env);
  spanDays(cx, env);
  TimeColumns columns(cx, env, span);
  for (uint32_t course = 0; course < count; ++course) times.groups.push_back(columns.group({course}));
  if (count == 1) return times;
  std::vector<uint32_t> all(count);
  std::iota(all.begin(), all.end(), 0);
  times.groups.push_back(columns.group(std::move(all)));
  return times;
}

void appendVarying(std::string& pattern, const Row& row, const VaryingTimes& times) {
  for (const Course& course : row.courses) {
    pattern += fmt::format("course:{}:{}:", course.level.value, course.gradual);
    for (const Course::Slot& slot : course.slots) pattern += fmt::format("{}:", slot.level.value);
  }
  for (const VaryingTimes::Group& group : times.groups) {
    for (size_t i = 0; i < group.standings.size(); ++i) {
      pattern += fmt::format("standing:{}:", fmt::join(group.standings[i].slots, ","));
      for (const VaryingTimes::Then& then : group.times[i]) pattern += fmt::format("{}={}:", then.time.value, then.then.value);
    }
  }
}

void splitByLevels(Statements& cx, const Row& row, const VaryingTimes& times, BodyResult& body) {
  if (times.groups.empty()) return;
  Splitter splitter(cx, row, times);
  std::vector<LineInstance> lines;
  for (const LineInstance& line : body.lines) {
    const std::vector<uint32_t> courses = coursesIn(cx, row, line.quantity);
    const VaryingTimes::Group* group = courses.empty() ? nullptr : splitter.groupOf(courses);
    const bool is_split = group && splitLine(cx, row, splitter, *group, line, lines);
    body.sound = body.sound && (courses.empty() || is_split);
    if (courses.empty()) lines.push_back(line);
  }
  body.lines = std::move(lines);
  std::vector<std::pair<ExprId, program::Site>> requirements;
  for (auto& [condition, site] : body.requirements) {
    const std::vector<uint32_t> courses = coursesIn(cx, row, condition);
    const VaryingTimes::Group* group = courses.empty() ? nullptr : splitter.groupOf(courses);
    std::set<uint32_t> seen;
    for (size_t i = 0; group && i < group->standings.size(); ++i) {
      const ExprId at = splitter.at(*group, i, condition);
      if (seen.insert(at.value).second) requirements.emplace_back(at, site);
    }
    if (courses.empty()) requirements.emplace_back(condition, std::move(site));
  }
  body.requirements = std::move(requirements);
}

}  // namespace smcost::check
