// Profiles: `days 1..10: 10k/day, 9:00..17:00: …, otherwise: …`. Every second of the period is in
// one slot. A value counts as a constant rate does, over the statement's schedule: per day for the
// days of its span that are the slot's, per time for as long as it runs in the slot.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

constexpr uint32_t kDay = kSecondsPerDay;

struct Taken {
  program::PlacedRange range;
  size_t slot = 0;
};

// What the slots take of the period, in order; false when one is wrong or two overlap.
bool takeSlots(Expressions& cx, const Scope& scope, const Children& slots, std::vector<Taken>& taken, std::optional<size_t>& rest) {
  const ast::File& file = scope.module->tree;
  for (size_t i = 0; i < slots.size(); ++i) {
    const Children inside(file, slots[i]);
    const NodeId when = inside[0];
    if (file.kind(when) == NodeKind::otherwise) {
      if (rest) cx.sink->report(file.span(when), kinds::two_values, "otherwise").label(file.span(slots[*rest]), "the first");
      if (rest) return false;
      rest = i;
      continue;
    }
    const PlacedTimes* times = placedTimes(cx, scope, {inside.begin(), inside.end() - 1}, false);
    if (!times) return false;
    if (!times->running) continue;
    for (const auto& range : cx.program.placements[times->running].ranges) taken.push_back({range, i});
  }
  std::sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) { return a.range < b.range; });
  for (size_t i = 1; i < taken.size(); ++i) {
    if (taken[i].range.begin >= taken[i - 1].range.end) continue;
    auto [first, second] = std::minmax(taken[i - 1].slot, taken[i].slot);
    cx.sink->report(file.span(Children(file, slots[second])[0]), kinds::profile_overlap,
                    std::to_string(taken[i].range.begin / kDay + 1))
        .label(file.span(slots[first]), "first given here");
    return false;
  }
  return true;
}

// What no slot takes; it is the one that says `otherwise`.
std::vector<program::PlacedRange> leftOver(const std::vector<Taken>& taken, uint32_t end) {
  std::vector<program::PlacedRange> gaps;
  uint32_t next = 0;
  for (const Taken& one : taken) {
    if (one.range.begin > next) gaps.push_back({next, one.range.begin});
    next = one.range.end;
  }
  if (next < end) gaps.push_back({next, end});
  return gaps;
}

bool isPer(Expressions& cx, const Value& value, DimensionId per) {
  if (!value.is<Number>()) return false;
  units::BaseId base = cx.dimensions().factors(per)[0].base;
  const auto& factors = cx.dimensions().factors(value.number().dimension);
  return std::any_of(factors.begin(), factors.end(), [&](const auto& f) { return f.base == base && f.exponent < 0; });
}

// Where a time of the statement lies: a placed one where it is, one of no seconds nowhere; none for
// an amount.
std::optional<program::PlacementId> placeOf(Expressions& cx, const Env& env, ExprId time) {
  if (!time) return wholePeriod(cx);
  const Row* row = rowOfTimes(env);
  if (!row) return std::nullopt;
  for (const auto& [expr, placement] : row->placed) {
    if (expr == time) return placement;
  }
  const program::Expr& node = cx.pool()[time];
  const bool is_nothing = node.op == program::Op::param && cx.program.cells.value(row->cells[node.payload]) == 0;
  return is_nothing ? std::optional(program::PlacementId{}) : std::nullopt;
}

std::optional<program::PlacementId> placeOfRunning(Expressions& cx, const Env& env) {
  if (env.of_body) {
    env.of_body->asked.running = env.of_body->asked.places = true;
    runningTime(cx, *env.of_body->statement);
    return placeOfRunning(cx, *env.of_body->statement);
  }
  if (!env.time) return wholePeriod(cx);
  // A rate per hour has times of its own, which a statement on one day refuses.
  if (env.time->day && !env.time->run_time) runningTime(cx, env);
  return placeOf(cx, env, env.time->running ? env.time->running : env.time->run_time);
}

}  // namespace

std::optional<program::PlacementId> placeOfDays(Expressions& cx, const Env& env) {
  if (env.of_body) {
    env.of_body->asked.days = env.of_body->asked.places = true;
    spanDays(cx, *env.of_body->statement);
    return placeOfDays(cx, *env.of_body->statement);
  }
  if (!env.time) return wholePeriod(cx);
  if (!env.time->span_days && env.time->day) return env.time->day;
  return placeOf(cx, env, env.time->span_days);
}

void reportProfileOfAmount(Expressions& cx, const Env& env, Span at, std::string_view what) {
  auto& diagnostic = cx.sink->report(at, kinds::profile_of_amount, what)
      .hint("give the statement a schedule that is placed, such as `weekdays 9:00..17:00`, or one rate for all of it");
  const StatementTime& time = *(env.of_body ? env.of_body->statement->time : env.time);
  if (!time.schedule.isNone()) diagnostic.label(time.schedule, "an amount: how long, but not when");
}

namespace {

// How many seconds of the placement are in the ranges.
uint64_t secondsOf(Expressions& cx, program::PlacementId placement, const std::vector<program::PlacedRange>& ranges) {
  uint64_t seconds = 0;
  if (!placement) return seconds;
  for (const auto& range : ranges) seconds += cx.program.placements[placement].secondsWithin(range.begin, range.end);
  return seconds;
}

// How often a slot's value counts.
Value countOf(Expressions& cx, const Env& env, const Value& value, const std::vector<program::PlacedRange>& ranges, Span at) {
  const bool is_per_time = isPer(cx, value, cx.time);
  const bool whole = std::all_of(ranges.begin(), ranges.end(),
                                 [](const auto& range) { return range.begin % kDay == 0 && range.end % kDay == 0; });
  if (!is_per_time && !whole) {
    cx.sink->report(at, kinds::wrong_type, "a rate per hour beside clock times", fmt::format("`{}`", cx.sources.text(value.span)));
    return {};
  }
  auto place = is_per_time ? placeOfRunning(cx, env) : placeOfDays(cx, env);
  if (!place) {
    reportProfileOfAmount(cx, env, at, is_per_time ? "hours" : "days");
    return {};
  }
  base::Rational count(secondsOf(cx, *place, ranges));
  return is_per_time ? cellValue(cx, env, count, cx.time, "time") : cellValue(cx, env, count / kDay, cx.day, "days");
}

}  // namespace

Value profile(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Span at = file.span(node);
  if (!wantCalendar(cx, at)) return {};
  auto days = wholeDaysOfPeriod(cx, at, "a list of days");
  if (!days) return {};
  Children slots(file, node);
  std::vector<Taken> taken;
  std::optional<size_t> rest;
  if (!takeSlots(cx, *env.scope, slots, taken, rest)) return {};
  std::vector<program::PlacedRange> left = leftOver(taken, static_cast<uint32_t>(*days) * kDay);
  if (!rest && !left.empty()) {
    cx.sink->report(at, kinds::profile_gap, std::to_string(left[0].begin / kDay + 1)).hint("add `otherwise: 0/day`");
    return {};
  }
  if (Row* row = rowOfTimes(env)) ++row->by_schedule;
  // Each slot's value times its days, or its time.
  Value total;
  for (size_t i = 0; i < slots.size(); ++i) {
    std::vector<program::PlacedRange> ranges;
    for (const Taken& one : taken) {
      if (one.slot == i) ranges.push_back(one.range);
    }
    const Children inside(file, slots[i]);
    Value value = infer(cx, env, inside[inside.size() - 1]);
    if (value.isError()) return {};
    const bool untagged = value.is<Number>() && value.number().untagged;
    Value count = countOf(cx, env, value, rest == i ? left : ranges, file.span(slots[i]));
    if (count.isError()) return {};
    Value part = multiply(cx, value, count, file.span(slots[i]));
    if (part.isError()) return {};
    total = i == 0 ? part : add(cx, total, part, false, at);
    if (total.isError()) return {};
    if (Number* number = total.find<Number>()) number->untagged = untagged;
  }
  total.span = at;
  if (Number* number = total.find<Number>()) {
    number->flow = true;
    number->came = at;
    number->rate = {};
  }
  return total;
}

}  // namespace smcost::check
