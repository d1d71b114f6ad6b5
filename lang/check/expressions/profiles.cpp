// Profiles: `days 1..10: 10k/day, 9:00..17:00: …, otherwise: …`. Every second of the period is in
// one slot. A rate counts as a constant one does, over the statement's schedule: per day for the
// days of its span that are the slot's, per time for as long as it runs in the slot. A level (`3x`, `20 GB`) is what is
// there in the slot, whatever is computed with it.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/expressions.h"
#include "lang/check/values/variables.h"
#include "lang/check/values/courses.h"

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
  const bool is_nothing = row->has(node) && cx.program.cells.value(row->cells[node.payload]) == 0;
  if (row->has(node)) assumeEqual(cx, *row, cx.pool().make(program::Op::eq, units::kNoDimension, time, cx.pool().constant(0, node.dimension)), is_nothing ? 1 : 0);
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

// When each slot is, in order of the text; none with its error reported.
std::optional<std::vector<std::vector<program::PlacedRange>>> timesOfSlots(Expressions& cx, const Scope& scope, const Children& slots,
                                                                           Span at, std::string_view nothing) {
  if (!wantCalendar(cx, at)) return std::nullopt;
  const auto days = wholeDaysOfPeriod(cx, at, "a list of days");
  if (!days) return std::nullopt;
  std::vector<Taken> taken;
  std::optional<size_t> rest;
  if (!takeSlots(cx, scope, slots, taken, rest)) return std::nullopt;
  std::vector<program::PlacedRange> left = leftOver(taken, static_cast<uint32_t>(*days) * kDay);
  if (!rest && !left.empty()) {
    cx.sink->report(at, kinds::profile_gap, std::to_string(left[0].begin / kDay + 1)).hint(fmt::format("add `otherwise: {}`", nothing));
    return std::nullopt;
  }
  std::vector<std::vector<program::PlacedRange>> times(slots.size());
  for (const Taken& one : taken) times[one.slot].push_back(one.range);
  if (rest) times[*rest] = std::move(left);
  return times;
}

bool isPart(const ast::File& file, NodeId slot) { return file.kind(Children(file, slot)[0]) == NodeKind::quantity; }

// `15min/h: 3x, otherwise: 1x`: the part of the time that each slot takes; false with its error reported.
bool readParts(Expressions& cx, const Env& env, const Children& slots, Span at, Course& course) {
  const ast::File& file = env.file();
  Env constant = env;
  constant.row = nullptr;
  base::Rational left = 1;
  std::optional<size_t> rest;
  for (size_t i = 0; i < slots.size(); ++i) {
    const NodeId when = Children(file, slots[i])[0];
    const Span span = file.span(when);
    if (file.kind(when) == NodeKind::otherwise && !rest) {
      rest = i;
      continue;
    }
    if (!isPart(file, slots[i])) {
      cx.sink->report(span, kinds::parts_beside_times, cx.sources.text(span)).hint("a profile is of parts of the time, `15min/h: …, otherwise: …`, or of days and clock times");
      return false;
    }
    const Value value = infer(cx, constant, when);
    if (value.isError()) return false;
    const DimensionId per_day = cx.dimensions().divide(cx.time, cx.day);
    const Number* number = value.find<Number>();
    const bool of_days = number && number->dimension == per_day;
    if (!number || (!of_days && number->dimension != units::kNoDimension)) {
      cx.sink->report(span, kinds::wrong_type, "a part of the time, such as `15min/h` or `6h/day`", showType(cx, value));
      return false;
    }
    if (of_days) course.says = Course::Says::parts_of_days;
    const auto folded = program::foldConstant(cx.pool(), number->expr);
    course.slots[i].part = folded ? (of_days ? base::Rational(*folded / kSecondsPerDay) : *folded) : base::Rational(0);
    left -= course.slots[i].part;
    if (sgn(left) < 0 || sgn(course.slots[i].part) <= 0) {
      cx.sink->report(span, kinds::parts_beyond_whole, cx.sources.text(at));
      return false;
    }
  }
  if (rest) course.slots[*rest].part = left;
  if (rest || sgn(left) == 0) return true;
  cx.sink->report(at, kinds::parts_beyond_whole, cx.sources.text(at)).hint("say what is there in the rest of the time: `otherwise: …`");
  return false;
}

}  // namespace

NodeId valueOfSlot(const ast::File& file, NodeId slot) {
  const Children inside(file, slot);
  return inside[inside.size() - 1];
}

bool isLevelProfile(const ast::File& file, NodeId node, const Type& type) {
  return file.kind(node) == NodeKind::profile && (type.kind == Kind::multiple || (type.kind == Kind::number && type.stock));
}

Value levelProfile(Expressions& cx, const Env& env, NodeId node, const Type& type, std::string_view name) {
  const ast::File& file = env.file();
  const Span at = file.span(node);
  SMCOST_CHECK(env.row, "a level is an argument of a statement");
  Children slots(file, node);
  Course course;
  course.span = at;
  course.slots.resize(slots.size());
  if (std::any_of(slots.begin(), slots.end(), [&](NodeId slot) { return isPart(file, slot); })) {
    course.says = Course::Says::parts_of_hours;
    if (!wantCalendar(cx, at) || !readParts(cx, env, slots, at, course)) return {};
  } else {
    auto times = timesOfSlots(cx, *env.scope, slots, at, cx.text(file, valueOfSlot(file, slots[0])));
    if (!times) return {};
    for (size_t i = 0; i < slots.size(); ++i) course.slots[i].ranges = std::move((*times)[i]);
  }
  Value level;
  for (size_t i = 0; i < slots.size(); ++i) {
    const NodeId value_node = valueOfSlot(file, slots[i]);
    Value value = coerce(cx, env, infer(cx, env, value_node), type, name, file.span(value_node));
    if (value.isError() || value.isNone()) return {};
    Number& number = value.number();
    if (!coursesIn(cx, *env.row, number.expr).empty()) {
      cx.sink->report(file.span(value_node), kinds::unsupported, "a level that grows inside of a profile");
      return {};
    }
    course.slots[i].level = number.expr;
    nameColumn(cx, *env.row, number.expr, name);
    if (i == 0) level = value;
    else level.from_bill = level.from_bill || value.from_bill, inherit(cx, level.number(), number);
  }
  return standFor(cx, env, std::move(course), level);
}

Value profile(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Span at = file.span(node);
  Children slots(file, node);
  if (const auto part = std::find_if(slots.begin(), slots.end(), [&](NodeId slot) { return isPart(file, slot); }); part != slots.end()) {
    cx.sink->report(file.span(Children(file, *part)[0]), kinds::wrong_type, "days or clock times", "a part of the time")
        .hint("of a rate say what it comes to in all; what is there in a part of each hour is a level, `2x` or `5 GB`");
    return {};
  }
  const auto times = timesOfSlots(cx, *env.scope, slots, at, "0/day");
  if (!times) return {};
  if (Row* row = rowOfTimes(env)) ++row->by_schedule;
  // Each slot's value times its days, or its time.
  Value total;
  for (size_t i = 0; i < slots.size(); ++i) {
    Value value = infer(cx, env, valueOfSlot(file, slots[i]));
    if (value.isError()) return {};
    const bool untagged = value.is<Number>() && value.number().untagged;
    Value count = countOf(cx, env, value, (*times)[i], file.span(slots[i]));
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
