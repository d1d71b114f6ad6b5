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

// `1h30min`
std::optional<base::Rational> timeOf(Expressions& cx, std::string_view text) {
  base::Rational total = 0;
  std::optional<units::UnitId> before;
  while (!text.empty()) {
    size_t digits = std::min(text.find_first_not_of("0123456789_."), text.size());
    size_t letters = std::min(text.find_first_of("0123456789", digits), text.size());
    auto number = base::parseDecimal(text.substr(0, digits));
    auto unit = cx.units.find(text.substr(digits, letters - digits));
    if (!number || !unit || cx.units[*unit].dimension != cx.time) return std::nullopt;
    // As everywhere: `1h1h` is no time.
    if (before && cx.units[*before].scale <= cx.units[*unit].scale) return std::nullopt;
    before = unit;
    total += *number * cx.units[*unit].scale;
    text.remove_prefix(letters);
  }
  return total;
}

// `9:00`, up to 24:00; `9h`.
std::optional<int> clockTime(Expressions& cx, std::string_view text) {
  if (text.find(':') != std::string_view::npos) return calendar::readClockTime(text);
  const auto time = timeOf(cx, text);
  if (!time || !base::isWhole(*time) || *time > kSecondsPerDay) return std::nullopt;
  return static_cast<int>(time->get_num().get_si());
}

std::optional<calendar::ClockRange> clockRange(Expressions& cx, Span at, std::string_view text) {
  size_t dots = text.find("..");
  std::string_view first = text.substr(0, dots), second = text.substr(dots + 2);
  auto begin = clockTime(cx, first), end = clockTime(cx, second);
  if (!begin || !end) {
    cx.sink->report(at, kinds::no_clock_time, begin ? second : first).hint("a day goes from `0:00` to `24:00`");
    return std::nullopt;
  }
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
  std::string_view text = cx.text(file, node);
  if (size_t in = text.find(' '); in != std::string_view::npos) {
    Span name = file.span(node);
    name.begin += static_cast<uint32_t>(text.rfind(' ') + 1);
    clocks.zone = std::string(text.substr(text.rfind(' ') + 1));
    if (!findZone(cx, name, clocks.zone)) return std::nullopt;
    text = text.substr(0, in);
  }
  auto range = clockRange(cx, file.span(node), text);
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
  if (day_set) set = readDays(cx, file.span(day_set), cx.text(file, day_set), *days);
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

bool isTimeRange(Expressions& cx, const ast::File& file, NodeId placed) {
  Children parts(file, placed);
  return parts.size() == 1 && file.kind(parts[0]) == NodeKind::clocks &&
         cx.text(file, parts[0]).find(':') == std::string_view::npos;
}

Value timeRange(Expressions& cx, const Env& env, NodeId placed) {
  Span at = env.file().span(placed);
  std::string_view text = cx.text(env.file(), placed);
  size_t dots = text.find("..");
  auto begin = timeOf(cx, text.substr(0, dots)), end = timeOf(cx, text.substr(dots + 2));
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
  Value range;
  range.kind = Kind::range;
  range.dimension = cx.time;
  range.expr = cellValue(cx, env, *begin, cx.time, "begin").expr;
  range.inner = cellValue(cx, env, *end, cx.time, "end").expr;
  range.span = at;
  return range;
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
