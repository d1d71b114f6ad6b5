// What grows: `100 GB grows 20 GB/month`, `3x grows 5 %/month`. It steps with the first of each month, or with each day.
// It begins with the month from which on the statement is there, else with the first billed one. What steps by the day is
// a level of its own on each day of the period.

#include <fmt/format.h>

#include "lang/calendar/dates.h"
#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::Op;

namespace {

// As many times as a percentage is taken of itself; the digits of the result are as many times those of it.
constexpr uint32_t kMostSteps = 4000;

// How much is added in a step, or of itself; and what a step is.
struct Growth {
  Value much;
  bool by_days = false;
  bool is_part = false;
};

void reportStep(Expressions& cx, Span at) {
  cx.sink->report(at, kinds::wrong_growth, cx.sources.text(at)).hint("what grows steps by the month, `20 GB/month` or `5 %/month`, or by the day");
}

// None with its error reported.
std::optional<Growth> growthOf(Expressions& cx, const Env& env, const Children& parts, const Number& base) {
  const ast::File& file = env.file();
  Growth growth;
  growth.much = inferNumber(cx, env, parts[1]);
  if (growth.much.isError() || growth.much.isNone()) return std::nullopt;
  Number& much = growth.much.number();
  if (parts.size() == 2) {
    auto& dimensions = cx.dimensions();
    for (const DimensionId step : {cx.month, cx.day}) {
      Number times = much;
      // `4 grows 1/month`: it counts what the base counts.
      if (times.untagged && !base.untagged) retag(cx, times, dimensions.multiply(times.dimension, base.dimension));
      if (times.dimension != dimensions.divide(base.dimension, step)) continue;
      much = times;
      growth.by_days = step == cx.day;
      return growth;
    }
    Value whole;
    whole.content = base;
    cx.sink->report(growth.much.span, kinds::wrong_growth, cx.sources.text(growth.much.span))
        .hint(fmt::format("a `{0}` grows by a `{0}` for each month or day, or by a percentage, `5 %/month`", showType(cx, whole)));
    return std::nullopt;
  }
  const units::UnitExpr* unit = unitOf(cx, file, parts[2]);
  if (!unit) return std::nullopt;
  const bool by_months = unit->dimension == cx.month && unit->scale == 1;
  growth.by_days = unit->dimension == cx.day && unit->scale == 1;
  if (!by_months && !growth.by_days) {
    reportStep(cx, file.span(parts[2]));
    return std::nullopt;
  }
  growth.is_part = much.percent;
  if (much.percent) return growth;
  Value own;
  own.content = base;
  own.span = growth.much.span;
  Number& wanted = own.number();
  if (!unify(cx, much, wanted) || much.dimension != base.dimension) {
    reportMismatch(cx, growth.much.span, fmt::format("a `{}` does not grow by a `{}`", showType(cx, own), showType(cx, growth.much)), own, growth.much);
    return std::nullopt;
  }
  // A `20 GB` for each step is `20 GB/month`.
  much.dimension = cx.dimensions().divide(much.dimension, growth.by_days ? cx.day : cx.month);
  much.expr = cx.pool().make(Op::div, much.dimension, much.expr, cx.pool().constant(1, growth.by_days ? cx.day : cx.month));
  return growth;
}

// (1 + part) ^ steps
ExprId factorOf(Expressions& cx, ExprId part, uint32_t steps) {
  program::ExprPool& pool = cx.pool();
  ExprId result = pool.constant(1, units::kNoDimension);
  ExprId square = pool.make(Op::add, units::kNoDimension, result, part);
  for (; steps > 0; steps /= 2) {
    if (steps % 2 != 0) result = pool.make(Op::mul, units::kNoDimension, result, square);
    if (steps > 1) square = pool.make(Op::mul, units::kNoDimension, square, square);
  }
  return result;
}

// The first day of the month with which growth begins, and how many months lie behind it.
struct Begin {
  uint32_t months = 0;
  uint32_t days = 0;
};

Begin beginOf(Expressions& cx, const Env& env) {
  const program::Period& period = cx.billedPeriod();
  if (!period.first_day) return {};
  const uint32_t billed = calendar::dateOf(*period.first_day).monthNumber();
  const uint32_t first = env.since ? calendar::dateOf(*env.since).monthNumber() : billed - (period.number - 1);
  const auto year = static_cast<int>(1970 + first / calendar::kMonthsPerYear);
  const uint32_t first_day = calendar::dayOf({year, first % calendar::kMonthsPerYear + 1, 1});
  return {billed - first, *period.first_day - first_day};
}

// What stands for the number of days since growth began, or for the factor that these come to.
Value byDays(Expressions& cx, const Env& env, const Growth& growth, const Begin& begin, Span at) {
  if (!env.row || !env.time) {
    cx.sink->report(at, kinds::wrong_growth, cx.sources.text(at)).hint("what steps by the day is a level of a statement: say it there, or let it step by the month");
    return {};
  }
  const auto days = wholeDaysOfPeriod(cx, at, "growth by the day");
  if (!days) return {};
  const DimensionId dimension = growth.is_part ? units::kNoDimension : cx.day;
  base::Rational factor = 1, step = 1;
  if (growth.is_part) {
    const auto part = valueInRow(cx, env.row, growth.much.number().expr);
    step += part.value_or(0);
    for (uint32_t i = 0; i < begin.days; ++i) factor *= step;
  }
  Course course;
  course.gradual = true;
  course.span = at;
  for (uint32_t day = 0; day < static_cast<uint32_t>(*days); ++day) {
    const base::Rational number = growth.is_part ? factor : base::Rational(begin.days + day);
    const std::string_view name = growth.is_part ? "grown to" : "days grown";
    course.slots.push_back({{{day * kSecondsPerDay, (day + 1) * kSecondsPerDay}}, 1, cellValue(cx, env, number, dimension, name).number().expr});
    factor *= step;
  }
  Value level;
  level.content = Number{dimension};
  return standFor(cx, env, std::move(course), level);
}

}  // namespace

Value standFor(Expressions& cx, const Env& env, Course course, const Value& level) {
  Value value = level;
  Number& number = value.number();
  number.expr = cellValue(cx, env, 1, number.dimension, "").number().expr;
  number.rate = number.inner = {};
  number.levels.clear();
  value.span = course.span;
  course.level = number.expr;
  env.row->courses.push_back(std::move(course));
  return value;
}

Value grown(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  const Span at = file.span(node);
  Children parts(file, node);
  if (!wantCalendar(cx, at)) return {};
  Value value = inferNumber(cx, env, parts[0]);
  if (value.isError() || value.isNone()) return value;
  const std::optional<Growth> growth = growthOf(cx, env, parts, value.number());
  if (!growth) return {};
  const Begin begin = beginOf(cx, env);
  const uint32_t steps = growth->by_days ? begin.days : begin.months;
  if (growth->is_part && steps > kMostSteps) {
    cx.sink->report(at, kinds::wrong_growth, cx.sources.text(at)).hint(fmt::format("a percentage is taken {} times at most", kMostSteps));
    return {};
  }
  Number& number = value.number();
  const Number& much = growth->much.number();
  if (env.row) {
    nameColumn(cx, *env.row, number.expr, "at first");
    nameColumn(cx, *env.row, much.expr, "growth");
  }
  program::ExprPool& pool = cx.pool();
  ExprId times;
  if (growth->by_days) {
    const Value level = byDays(cx, env, *growth, begin, at);
    if (level.isError()) return {};
    times = level.number().expr;
  } else {
    times = growth->is_part ? factorOf(cx, much.expr, steps) : pool.constant(steps, cx.month);
  }
  if (growth->is_part) number.expr = pool.make(Op::mul, number.dimension, number.expr, times);
  else number.expr = pool.make(Op::add, number.dimension, number.expr, pool.make(Op::mul, number.dimension, much.expr, times));
  number.levels.clear();
  if (growth->is_part) number.rate = {};
  else inherit(cx, number, much);
  value.from_bill = value.from_bill || growth->much.from_bill;
  value.span = at;
  return value;
}

}  // namespace smcost::check
