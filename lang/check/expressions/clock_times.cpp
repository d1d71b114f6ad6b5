// Placed schedules: days with clock times -> the seconds of the period in which something
// runs. A range that ends before it begins goes past midnight: its end is on the next day. A
// schedule has no beginning and no end, so the period has of it what lies inside: the end of the
// night before it too, and not the end of its own last night, which is the next one's.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// `2h`, `1h30min`
std::optional<base::Rational> timeOf(Expressions& cx, const ast::File& file, NodeId node) {
  base::Rational total = 0;
  std::optional<units::UnitId> before;
  Children parts(file, node);
  for (size_t i = 0; i + 1 < parts.size(); i += 2) {
    auto unit = cx.units.find(cx.text(file, parts[i + 1]));
    if (!unit || cx.units[*unit].dimension != cx.time) return std::nullopt;
    // As everywhere: `1h1h` is no time.
    if (before && cx.units[*before].scale <= cx.units[*unit].scale) return std::nullopt;
    before = unit;
    total += valueOf(readDigits(cx.text(file, parts[i]))) * cx.units[*unit].scale;
  }
  return total;
}

// `9:00`, up to 24:00; `9h`.
std::optional<int> clockTime(Expressions& cx, const ast::File& file, NodeId node) {
  if (file.kind(node) == NodeKind::clock_time) {
    Children parts(file, node);
    const auto number = [&](size_t i) { return static_cast<int>(readDigits(cx.text(file, parts[i])).small); };
    return calendar::clockTime(number(0), number(1));
  }
  const auto time = timeOf(cx, file, node);
  if (!time || !base::isWhole(*time) || *time > kSecondsPerDay) return std::nullopt;
  return static_cast<int>(time->get_num().get_si());
}

std::optional<calendar::ClockRange> clockRange(Expressions& cx, const ast::File& file, NodeId clocks) {
  Span at = file.span(clocks);
  Children times(file, clocks);
  auto begin = clockTime(cx, file, times[0]), end = clockTime(cx, file, times[1]);
  if (!begin || !end) {
    cx.sink->report(at, kinds::no_clock_time, cx.text(file, times[begin ? 1 : 0])).hint("a day goes from `0:00` to `24:00`");
    return std::nullopt;
  }
  std::string_view text = cx.sources.text({file.source, file.node(times[0]).begin, file.node(times[1]).end});
  if (*begin == *end || (*begin == kSecondsPerDay && *end == 0)) {
    cx.sink->report(at, kinds::empty_clock_range, text).hint("all day is `0:00..24:00`");
    return std::nullopt;
  }
  if (*begin == kSecondsPerDay) {
    cx.sink->report(at, kinds::begins_at_day_end, text).hint("midnight begins a range as `0:00`, on the day that it begins");
    return std::nullopt;
  }
  return calendar::clockRange(*begin, *end);
}

// The days in which the ranges lie, as ranges of whole days.
std::vector<program::PlacedRange> daysOf(const std::vector<program::PlacedRange>& ranges) {
  constexpr uint32_t kDay = kSecondsPerDay;
  std::vector<program::PlacedRange> days;
  for (const auto& range : ranges) days.push_back({range.begin / kDay * kDay, (range.end + kDay - 1) / kDay * kDay});
  return days;
}

// What lies in the period.
void addRange(std::vector<program::PlacedRange>& ranges, int64_t begin, int64_t end, int64_t period) {
  begin = std::max<int64_t>(begin, 0);
  end = std::min(end, period);
  if (begin < end) ranges.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
}

// The clock times of a schedule, and on which clocks they are read.
struct Clocks {
  calendar::ClockRange range;
  std::string zone;  // empty: UTC

  // A time of the clocks as one of UTC.
  int64_t utc(Expressions& cx, int64_t local) const {
    if (zone.empty()) return local;
    const Zone* rules = zoneIn(cx, zone, calendar::yearOf(local));
    // The days around the period may lie in a year of which nothing is known.
    if (!rules) rules = zoneIn(cx, zone, calendar::dateOf(*cx.billedPeriod().first_day).year);
    return calendar::utcOf(*rules, local);
  }
};

std::optional<Clocks> readClocks(Expressions& cx, const ast::File& file, NodeId node) {
  Clocks clocks;
  if (!node) return clocks;
  if (Children parts(file, node); parts.size() > 2) {
    clocks.zone = std::string(cx.text(file, parts[2]));
    if (!findZone(cx, file.span(parts[2]), clocks.zone)) return std::nullopt;
  }
  auto range = clockRange(cx, file, node);
  if (!range) return std::nullopt;
  clocks.range = *range;
  return clocks;
}

std::optional<PlacedTimes> readPlacedTimes(Expressions& cx, const ast::File& file, NodeId placed, bool begins) {
  NodeId day_set, clock_times;
  for (NodeId part : Children(file, placed)) (file.kind(part) == NodeKind::day_set ? day_set : clock_times) = part;
  Span at = file.span(placed);
  auto days = wholeDaysOfPeriod(cx, at, day_set ? "a list of days" : "a clock time");
  if (!days) return std::nullopt;
  std::optional<DaySet> set = DaySet();
  if (day_set) set = readDays(cx, file.span(day_set), file, day_set, *days);
  auto clocks = readClocks(cx, file, clock_times);
  if (!set || !clocks) return std::nullopt;
  // The span goes by the days and clock times as written; the zone moves the clock times.
  std::vector<program::PlacedRange> ranges, written;
  const int64_t first = cx.billedPeriod().first_day ? int64_t{*cx.billedPeriod().first_day} * kSecondsPerDay : 0;
  const int64_t period = int64_t{*days} * kSecondsPerDay;
  bool lies_outside = false;
  for (int day = begins ? 0 : -calendar::kDaysBefore; day <= *days; ++day) {
    if (!isOneOf(*set, cx.billedPeriod(), day)) continue;
    const int64_t midnight = int64_t{day} * kSecondsPerDay;
    const int64_t begin = midnight + clocks->range.begin, end = midnight + clocks->range.end;
    addRange(written, begin, end, period);
    const int64_t from = clocks->utc(cx, first + begin) - first, to = clocks->utc(cx, first + end) - first;
    addRange(ranges, from, to, period);
    lies_outside = from < to && ranges.empty();
  }
  if (set->kind == DaySet::Kind::date && lies_outside) {
    if (!cx.period_wrong) cx.sink->report(at, kinds::date_outside_period, cx.text(file, placed), cx.billedPeriod().name);
    return std::nullopt;
  }
  PlacedTimes times;
  times.span = cx.program.placements.intern(daysOf(written));
  times.running = cx.program.placements.intern(std::move(ranges));
  const auto seconds = [&](program::PlacementId id) -> uint64_t { return id ? cx.program.placements[id].seconds : 0; };
  times.seconds = base::Rational(seconds(times.running));
  times.days = base::Rational(seconds(times.span) / kSecondsPerDay);
  return times;
}

}  // namespace

const PlacedTimes* placedTimes(Expressions& cx, const ast::File& file, NodeId placed, bool begins) {
  std::string text(cx.text(file, placed));
  auto& all = begins ? cx.period.facts().beginning_times : cx.period.facts().placed_times;
  auto known = all.find(text);
  if (known == all.end()) {
    auto times = readPlacedTimes(cx, file, placed, begins);
    if (!times) return nullptr;  // each place of a wrong schedule is reported
    known = all.emplace(std::move(text), std::move(*times)).first;
  }
  return &known->second;
}

bool isTimeRange(const ast::File& file, NodeId placed) {
  Children parts(file, placed);
  if (parts.size() > 1 || file.kind(parts[0]) != NodeKind::clocks) return false;
  Children times(file, parts[0]);
  return file.kind(times[0]) != NodeKind::clock_time && file.kind(times[1]) != NodeKind::clock_time;
}

Value timeRange(Expressions& cx, const Env& env, NodeId placed) {
  const ast::File& file = env.file();
  Span at = file.span(placed);
  std::string_view text = cx.text(file, placed);
  Children parts(file, Children(file, placed)[0]);
  std::optional<base::Rational> begin, end;
  // Of times alone: no zone has them.
  if (parts.size() == 2) begin = timeOf(cx, file, parts[0]), end = timeOf(cx, file, parts[1]);
  if (!begin || !end) {
    cx.sink->report(at, kinds::wrong_type, "a range of times such as `0h..2h`", fmt::format("`{}`", text));
    return {};
  }
  if (*end <= *begin) {
    cx.sink->report(at, kinds::empty_range, text);
    return {};
  }
  if (env.time && *end - *begin > cx.billedPeriod().seconds) {
    if (!cx.period_wrong) cx.sink->report(at, kinds::longer_than_period, text, cx.billedPeriod().name);
    return {};
  }
  const ExprId first = cellValue(cx, env, *begin, cx.time, "begin").number().expr;
  const ExprId last = cellValue(cx, env, *end, cx.time, "end").number().expr;
  return {Range{first, last}, at};
}

program::PlacementId wholePeriod(Expressions& cx) {
  const base::Rational& seconds = cx.billedPeriod().seconds;
  program::PlacementId& whole = cx.period.facts().placement;
  if (!whole && base::isWhole(seconds)) {
    whole = cx.program.placements.intern({{0, static_cast<uint32_t>(seconds.get_num().get_ui())}});
  }
  return whole;
}

}  // namespace smcost::check
