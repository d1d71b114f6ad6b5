// Amounts: times of which only the length is known. What runs once runs inside its month, inside
// what is left of it behind a date, and on a day no longer than a day: more hours than there are
// would be billed otherwise, without a word.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::NodeId;
using program::Op;

namespace {

// A literal number times what is known; or only what is known.
struct Scaled {
  base::Rational factor{1};
  NodeId literal;
  int64_t mantissa = 0;
};

constexpr int kMostLevels = 8;  // of a form that is looked into; a deeper one is evaluated

// False: it is computed in some other way.
bool readScaled(Expressions& cx, const Row& row, ExprId expr, int levels, Scaled& scaled) {
  const program::Expr& node = cx.pool()[expr];
  if (levels == 0) return false;
  switch (node.op) {
    case Op::retag: return readScaled(cx, row, node.a, levels - 1, scaled);
    case Op::constant: scaled.factor *= cx.pool().constantValue(expr); return true;
    case Op::mul: return readScaled(cx, row, node.a, levels - 1, scaled) && readScaled(cx, row, node.b, levels - 1, scaled);
    case Op::param: {
      if (node.payload >= row.cells.size()) return false;
      const program::Cell& cell = row.cells[node.payload];
      const NodeId literal = row.literals[node.payload];
      if (!literal || cell.big) {
        scaled.factor *= cx.program.cells.value(cell);
        return true;
      }
      if (scaled.literal) return false;
      scaled.literal = literal;
      scaled.mantissa = cell.mantissa;
      scaled.factor *= cx.program.cells.scaleValue(cell.scale);
      return true;
    }
    default: return false;
  }
}

// Whether it is plain from the form that `expr` is at most `most`, and up to which literals it is: a
// statement that reads alike is bound by them (patterns.cpp).
bool isBounded(Expressions& cx, const Row& row, ExprId expr, const base::Rational& most, int levels,
               std::vector<std::pair<NodeId, int64_t>>& limits) {
  const program::Expr& node = cx.pool()[expr];
  if (node.op == Op::add && levels > 0) {  // `1h30min`: each may be half of it
    const base::Rational half = most / 2;
    return isBounded(cx, row, node.a, half, levels - 1, limits) && isBounded(cx, row, node.b, half, levels - 1, limits);
  }
  Scaled scaled;
  if (!row.varied.empty() || !readScaled(cx, row, expr, kMostLevels, scaled) || sgn(scaled.factor) <= 0) return false;
  if (!scaled.literal) return scaled.factor <= most;
  const base::Integer greatest = base::roundTo(most / scaled.factor, 1, base::RoundingMode::floor).get_num();
  if (!greatest.fits_slong_p()) return true;  // beyond a machine word no such number can reach it
  limits.emplace_back(scaled.literal, greatest.get_si());
  return scaled.mantissa <= greatest.get_si();
}

// The value when it is above `most`.
std::optional<base::Rational> above(Expressions& cx, const Env& env, ExprId expr, const base::Rational& most) {
  if (env.row) {
    std::vector<std::pair<NodeId, int64_t>> limits;
    if (isBounded(cx, *env.row, expr, most, kMostLevels, limits)) {
      env.row->limits.insert(env.row->limits.end(), limits.begin(), limits.end());
      return std::nullopt;
    }
  }
  if (env.row && !env.row->varied.empty()) {
    // So that it is decided for all values of the variables alike that are no greater.
    const ExprId bound = cx.pool().constant(most, cx.pool()[expr].dimension);
    const auto is_above = valueInRow(cx, env.row, cx.pool().make(Op::lt, units::kNoDimension, bound, expr));
    if (!is_above || *is_above == 0) return std::nullopt;
  }
  auto value = valueInRow(cx, env.row, expr);
  return value && *value > most ? value : std::nullopt;
}

std::string hours(const base::Rational& seconds) { return base::toShown(seconds / 3600, 2) + " h"; }

// "`40 days` (960 h)"
std::string withHours(Expressions& cx, Span at, const base::Rational& seconds) {
  std::string text(cx.sources.text(at));
  const std::string length = hours(seconds);
  return text == length ? fmt::format("`{}`", text) : fmt::format("`{}` ({})", text, length);
}

std::string dateText(Expressions& cx, uint32_t day) {
  return fmt::format("{}-{:02}", cx.billedPeriod().name, day + 1);
}

// How a run that goes on is written.
std::string acrossMonths(Expressions& cx, const base::Rational& length, const base::Rational& room, const std::string& begin) {
  const program::Period& period = cx.billedPeriod();
  if (!period.first_day) {
    return "a file says what one month uses: say the months, such as `period 2025-03..2025-04`, and in a statement each what "
           "runs in them, `only in 2025-03` and `only in 2025-04`";
  }
  const uint32_t next = *period.first_day + static_cast<uint32_t>(period.days.get_num().get_si());
  const calendar::Date there = calendar::dateOf(next);
  return fmt::format("a file says what one month uses: a run across months is a statement in each, here `{} {}` and what is "
                     "left, {}, `only in {:04}-{:02}`; several at once are `2x`", hours(room), begin, hours(length - room), there.year, there.month);
}

// How much of the period is behind the day that the statement names, in seconds.
base::Rational roomBehind(Expressions& cx, const Env& env) {
  if (!env.time || !env.time->day) return cx.billedPeriod().seconds;
  return cx.billedPeriod().seconds - cx.program.placements[env.time->day].ranges[0].begin;
}

uint32_t dayNamed(Expressions& cx, const Env& env) {
  return cx.program.placements[env.time->day].ranges[0].begin / kSecondsPerDay;
}

void reportTooLong(Expressions& cx, const Env& env, const std::string& what, const base::Rational& length,
                   const base::Rational& room, Span at) {
  if (cx.period_wrong) return;
  const std::string& period = cx.billedPeriod().name;
  if (room == cx.billedPeriod().seconds) {
    cx.sink->report(at, kinds::longer_than_period, what, fmt::format("{} ({})", period, hours(room)))
        .hint(acrossMonths(cx, length, room, "only in " + period));
    return;
  }
  const std::string date = dateText(cx, dayNamed(cx, env));
  cx.sink->report(at, kinds::longer_than_rest, what, period, date, hours(room)).hint(acrossMonths(cx, length, room, "on " + date));
}

// What is longer than the day on which it begins lies on the next ones too.
void extendDay(Expressions& cx, const Env& env, const base::Rational& length) {
  const uint32_t begin = cx.program.placements[env.time->day].ranges[0].begin;
  const auto seconds = static_cast<uint32_t>(base::roundTo(length, 1, base::RoundingMode::ceil).get_num().get_ui());
  if (seconds <= kSecondsPerDay) return;
  const program::PlacementId longer = cx.program.placements.intern({{begin, begin + seconds}});
  env.time->day = longer;
  if (seconds > cx.program.placements[env.row->day].seconds) env.row->day = longer;
}

}  // namespace

bool fitsDay(Expressions& cx, const Env& env, ExprId per_day, Span at) {
  auto length = above(cx, env, per_day, kSecondsPerDay);
  if (!length) return true;
  cx.sink->report(at, kinds::longer_than_day, withHours(cx, at, *length))
      .hint("several at once are `2x`");
  return false;
}

bool fitsDays(Expressions& cx, const Env& env, ExprId days, Span at) {
  const bool is_dated = env.time && env.time->day;
  const base::Rational room = is_dated ? roomBehind(cx, env) / kSecondsPerDay : cx.billedPeriod().days;
  auto count = above(cx, env, days, room);
  if (count && !cx.period_wrong) {
    const base::Rational length = *count * kSecondsPerDay;
    if (!is_dated) {
      cx.sink->report(at, kinds::longer_than_period, cx.sources.text(at), periodInDays(cx))
          .hint(acrossMonths(cx, length, cx.billedPeriod().seconds, "only in " + cx.billedPeriod().name));
    } else {
      reportTooLong(cx, env, fmt::format("`{}`", cx.sources.text(at)), length, roomBehind(cx, env), at);
    }
  }
  if (!count && is_dated) {
    if (auto known = valueInRow(cx, env.row, days)) extendDay(cx, env, *known * kSecondsPerDay);
  }
  return !count;
}

bool fitsPeriod(Expressions& cx, const Env& env, const Value& raw, ExprId bound, Span at) {
  // A schedule's own parts are looked at where it is read.
  if (raw.is<Schedule>()) return true;
  const Number* rate = raw.find<Number>();
  if (rate && rate->dimension == cx.dimensions().divide(cx.time, cx.day)) return fitsDay(cx, env, rate->expr, at);
  const base::Rational room = roomBehind(cx, env);
  if (auto length = above(cx, env, bound, room)) {
    reportTooLong(cx, env, withHours(cx, at, *length), *length, room, at);
    return false;
  }
  if (env.time && env.time->day) {
    if (auto length = valueInRow(cx, env.row, bound)) extendDay(cx, env, *length);
  }
  return true;
}

}  // namespace smcost::check
