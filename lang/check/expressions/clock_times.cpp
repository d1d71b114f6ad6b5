// Clock times of a schedule, and the ranges of times that look like them.

#include "lang/check/expressions/clock_times.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// `2h`, `1h30min`
std::optional<base::Rational> timeAt(Expressions& cx, const ast::File& file, NodeId node) {
  Children parts(file, node);
  return check::timeOf(cx, file, parts.begin(), parts.end());
}

}  // namespace

// `9:00`, up to 24:00; `9h`.
std::optional<int> readClockTime(Expressions& cx, const ast::File& file, NodeId node) {
  if (file.kind(node) == NodeKind::clock_time) {
    Children parts(file, node);
    const auto number = [&](size_t i) { return static_cast<int>(readDigits(cx.text(file, parts[i])).small); };
    return calendar::clockTime(number(0), number(1));
  }
  const auto time = timeAt(cx, file, node);
  if (!time || !base::isWhole(*time) || *time > kSecondsPerDay) return std::nullopt;
  return static_cast<int>(time->get_num().get_si());
}

namespace {

std::optional<calendar::ClockRange> clockRange(Expressions& cx, const ast::File& file, NodeId clocks) {
  Span at = file.span(clocks);
  Children times(file, clocks);
  auto begin = readClockTime(cx, file, times[0]), end = readClockTime(cx, file, times[1]);
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

}  // namespace

int64_t Clocks::utc(Expressions& cx, int64_t local) const {
  if (zone.empty()) return local;
  const Zone* rules = zoneIn(cx, zone, calendar::yearOf(local));
  // The days around the period may lie in a year of which nothing is known.
  if (!rules) rules = zoneIn(cx, zone, calendar::dateOf(*cx.billedPeriod().first_day).year);
  return calendar::utcOf(*rules, local);
}

std::optional<Clocks> readClocks(Expressions& cx, const ast::File& file, NodeId node) {
  Clocks clocks;
  if (Children parts(file, node); parts.size() > 2) {
    clocks.zone = std::string(cx.text(file, parts[2]));
    if (!findZone(cx, file.span(parts[2]), clocks.zone)) return std::nullopt;
  }
  auto range = clockRange(cx, file, node);
  if (!range) return std::nullopt;
  clocks.range = *range;
  return clocks;
}

std::optional<base::Rational> timeOf(Expressions& cx, const ast::File& file, const NodeId* begin, const NodeId* end) {
  base::Rational total = 0;
  std::optional<units::UnitId> before;
  for (; end - begin > 1; begin += 2) {
    auto unit = cx.units.find(cx.text(file, begin[1]));
    if (!unit || cx.units[*unit].dimension != cx.time) return std::nullopt;
    // As everywhere: `1h1h` is no time.
    if (before && cx.units[*before].scale <= cx.units[*unit].scale) return std::nullopt;
    before = unit;
    total += valueOf(readDigits(cx.text(file, begin[0]))) * cx.units[*unit].scale;
  }
  return total;
}

NodeId clocksAlone(const ast::File& file, NodeId node) {
  if (file.kind(node) == NodeKind::clocks) return node;
  if (file.kind(node) != NodeKind::placed) return {};
  Children parts(file, node);
  return parts.size() == 1 && file.kind(parts[0]) == NodeKind::clocks ? parts[0] : NodeId{};
}

bool isTimeRange(const ast::File& file, NodeId node) {
  const NodeId clocks = clocksAlone(file, node);
  if (!clocks) return false;
  Children times(file, clocks);
  return file.kind(times[0]) != NodeKind::clock_time && file.kind(times[1]) != NodeKind::clock_time;
}

Value timeRange(Expressions& cx, const Env& env, NodeId placed) {
  const ast::File& file = env.file();
  Span at = file.span(placed);
  std::string_view text = cx.text(file, placed);
  Children parts(file, clocksAlone(file, placed));
  std::optional<base::Rational> begin, end;
  // Of times alone: no zone has them.
  if (parts.size() == 2) begin = timeAt(cx, file, parts[0]), end = timeAt(cx, file, parts[1]);
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
