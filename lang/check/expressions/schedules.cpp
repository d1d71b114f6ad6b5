// Schedules over the billed period: how long, over how many days.

#include <fmt/format.h>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::Op;

namespace {

void placeValue(const Env& env, ExprId expr, program::PlacementId placement) {
  Row* row = rowOfTimes(env);
  if (row && placement) row->placed.emplace_back(expr, placement);
}

// Times of a statement are cells of its row, also those that a function asks for.
Env forTimes(const Env& env) {
  Env own = env;
  own.row = rowOfTimes(env);
  return own;
}

// The period's days or running time; its cell is made once, not once a statement.
ExprId periodCell(Expressions& cx, const Env& asking, bool days) {
  const Env env = forTimes(asking);
  const program::Period& period = cx.billedPeriod();
  const base::Rational& number = days ? period.days : period.seconds;
  DimensionId dimension = days ? cx.day : cx.time;
  if (!env.row) return cellValue(cx, env, number, dimension, "period").number().expr;
  auto& cell = days ? cx.period.facts().days : cx.period.facts().seconds;
  if (!cell) cell = cx.program.cells.cell(number);
  const ExprId expr = columnValue(cx, env, *cell, dimension, days ? "period days" : "period").number().expr;
  placeValue(env, expr, wholePeriod(cx));
  return expr;
}

// `6h/day for 20 days`.
Value amount(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Children parts(file, node);
  auto quantity = [&](size_t at) -> Value {
    // The two halves are quantities without a node of their own.
    const units::UnitExpr* unit = unitOf(cx, file, parts[at + 1]);
    if (!unit) return {};
    return numberValue(cx, env, parts[at], unit, {file.source, file.node(parts[at]).begin, file.node(parts[at + 1]).end});
  };
  Value rate = quantity(0), days = quantity(2);
  if (rate.isError() || days.isError()) return {};
  DimensionId per_day = cx.dimensions().divide(cx.time, cx.day);
  DimensionId& dimension = rate.number().dimension;
  if (dimension == cx.time) dimension = per_day;  // the node's own `/day` is outside its unit leaf
  if (dimension != per_day || days.number().dimension != cx.day) {
    Value wanted = zeroOf(cx, per_day);
    reportMismatch(cx, file.span(node), "a schedule is a time per day for a number of days", wanted, rate);
    return {};
  }
  if (const Digits digits = readDigits(cx.text(file, parts[2])); digits.small == 0 && !digits.is_large) {
    cx.sink->report(days.span, kinds::names_no_day, cx.sources.text(days.span))
        .hint("what does not run is left out, or runs `0 h`");
    return {};
  }
  const ExprId span_days = days.number().expr;
  if (!fitsDay(cx, env, rate.number().expr, rate.span) || !fitsDays(cx, env, span_days, days.span)) return {};
  const Value running = multiply(cx, rate, days, file.span(node));
  return {Schedule{running.number().expr, span_days}, file.span(node)};
}

// A placed schedule's figures as cells of the row, and where it lies for the lines that use it.
Value scheduleOver(Expressions& cx, const Env& asking, const PlacedTimes* times, Span at) {
  if (!times) return {};
  const Env env = forTimes(asking);
  const ExprId running = cellValue(cx, env, times->seconds, cx.time, "time").number().expr;
  const ExprId days = cellValue(cx, env, times->days, cx.day, "days").number().expr;
  placeValue(env, running, times->running);
  placeValue(env, days, times->span);
  return {Schedule{running, days}, at};
}

}  // namespace

Value placedSchedule(Expressions& cx, const Env& env, const std::vector<NodeId>& parts) {
  const ast::File& file = env.file();
  const Span at{file.source, file.node(parts.front()).begin, file.node(parts.back()).end};
  if (!wantCalendar(cx, at)) return {};
  return scheduleOver(cx, env, placedTimes(cx, *env.scope, parts, env.begins), at);
}

Value scheduleOfList(Expressions& cx, const Env& env, const Decl& list, Span at) {
  if (!wantCalendar(cx, at)) return {};
  return scheduleOver(cx, env, placedTimesOfList(cx, list, at, env.begins), at);
}

bool wantCalendar(Expressions& cx, Span at) {
  if (cx.has_calendar) return true;
  cx.sink->report(at, kinds::unknown_type, "Day");
  return false;
}

ExprId runningTime(Expressions& cx, const Env& env) {
  if (env.of_body) {
    env.of_body->asked.running = true;
    return runningTime(cx, *env.of_body->statement);
  }
  StatementTime local;
  StatementTime& time = env.time ? *env.time : local;
  if (Row* row = rowOfTimes(env)) ++row->by_schedule;
  if (!time.running) time.running = time.run_time ? time.run_time : periodCell(cx, env, false);
  return time.running;
}

ExprId spanDays(Expressions& cx, const Env& env) {
  if (env.of_body) {
    env.of_body->asked.days = true;
    return spanDays(cx, *env.of_body->statement);
  }
  StatementTime local;
  StatementTime& time = env.time ? *env.time : local;
  if (Row* row = rowOfTimes(env)) ++row->by_schedule;
  if (time.span_days) return time.span_days;
  if (!time.period_days && time.day) {
    const base::Rational seconds(cx.program.placements[time.day].seconds);
    time.period_days = cellValue(cx, forTimes(env), base::roundTo(seconds / kSecondsPerDay, 1, base::RoundingMode::ceil), cx.day, "days").number().expr;
    placeValue(env, time.period_days, time.day);
  }
  if (!time.period_days) time.period_days = periodCell(cx, env, true);
  return time.period_days;
}

ExprId spanTime(Expressions& cx, const Env& env) {
  if (env.time && env.time->span_days) {
    DimensionId per_day = cx.dimensions().divide(cx.time, cx.day);
    ExprId seconds = cx.pool().constant(kSecondsPerDay, per_day);
    return cx.pool().make(Op::mul, cx.time, env.time->span_days, seconds);
  }
  if (env.time && env.time->run_time) return env.time->run_time;
  return periodCell(cx, env, false);
}

Value schedule(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Span at = file.span(node);
  if (!wantCalendar(cx, at)) return {};
  if (file.kind(node) == NodeKind::always) {
    // `always` runs and spans the period; the span in days is made when asked for.
    return {Schedule{periodCell(cx, env, false)}, at};
  }
  if (file.kind(node) == NodeKind::amount) return amount(cx, env, node);
  if (file.kind(node) == NodeKind::placed_list) {
    const Children parts(file, node);
    return placedSchedule(cx, env, {parts.begin(), parts.end()});
  }
  return isTimeRange(file, node) ? timeRange(cx, env, node) : placedSchedule(cx, env, {node});
}

}  // namespace smcost::check
