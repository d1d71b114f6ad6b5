// A value for a slot of a stated type: a parameter, a typed `let`, an argument. Rates
// per day count over the span, rates per hour over the running time, calendar units
// become Times where a Time is wanted.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/expressions.h"
#include "lang/check/names/slips.h"
#include "lang/check/values/courses.h"
#include "lang/check/values/substitution.h"

namespace smcost::check {

using program::Op;

namespace {

bool isCountType(Expressions& cx, const Type& type) {
  const auto& factors = cx.dimensions().factors(type.dimension);
  return type.kind == Kind::number && factors.size() == 1 && factors[0].exponent == 1 &&
         cx.dimensions().baseName(factors[0].base).starts_with("Count[");
}

Value scaled(Expressions& cx, const Value& value, ExprId factor, DimensionId dimension) {
  Value result = value;
  Number& number = result.number();
  number.rate = {};
  number.expr = cx.pool().make(Op::mul, dimension, number.expr, factor);
  number.dimension = dimension;
  number.untagged = false;
  number.levels.clear();
  return result;
}

// A rate that counts over the span, the running time or the month.
Value counted(Expressions& cx, const Value& value, ExprId over, DimensionId dimension) {
  Value result = scaled(cx, value, over, dimension);
  Number& number = result.number();
  number.flow = true;
  if (number.came.isNone()) number.came = value.span;
  number.rate = value.number().expr;
  return result;
}

void noteAmount(const Env& env, ExprId time) {
  if (Row* row = rowOfTimes(env)) row->amounts.push_back(time);
  else if (env.of_body) env.of_body->amounts.push_back(time);
}

// A rate as what it comes to in the wanted dimension, none if it is no rate of that.
std::optional<Value> totalOf(Expressions& cx, const Env& env, const Value& value, DimensionId wanted) {
  const DimensionId dimension = value.number().dimension;
  // A plain number is no rate of anything: `5` never becomes 5 of something per something.
  if (!cx.has_calendar || dimension == units::kNoDimension) return std::nullopt;
  auto& dimensions = cx.dimensions();
  if (dimension == dimensions.divide(wanted, cx.day)) {
    Value total = counted(cx, value, spanDays(cx, env), wanted);
    // `6h/day` does not say when on the day.
    if (wanted == cx.time) noteAmount(env, total.number().expr);
    return total;
  }
  if (dimension == dimensions.divide(wanted, cx.time)) return counted(cx, value, runningTime(cx, env), wanted);
  if (dimension == dimensions.divide(wanted, cx.month)) {
    // The file says what one month uses.
    return counted(cx, value, cx.pool().constant(1, cx.month), wanted);
  }
  DimensionId per_day = dimensions.divide(cx.time, cx.day);
  if (dimension == cx.day && wanted == cx.time) {
    // `2 days` where a Time is wanted is 48 h.
    return scaled(cx, value, cx.pool().constant(kSecondsPerDay, per_day), wanted);
  }
  return std::nullopt;
}

// The value as a number of the wanted dimension, none if no rule leads there.
std::optional<Value> toDimension(Expressions& cx, const Env& env, Value value, const Type& type) {
  DimensionId wanted = type.dimension;
  if (const Schedule* schedule = value.find<Schedule>()) {
    if (wanted != cx.time || !cx.has_calendar) return std::nullopt;
    value.content = Number{cx.time, schedule->running};
    return value;
  }
  if (value.is<Range>() && wanted == cx.time) {
    // `0h..2h` where a Time is wanted is how long it is.
    return lengthOf(cx, value);
  }
  Number* number = value.find<Number>();
  if (!number) return std::nullopt;
  if (number->is_multiple) {
    // A multiple is a plain number where no tag is asked for.
    if (wanted != units::kNoDimension) return std::nullopt;
    number->is_multiple = false;
    return value;
  }
  if (number->dimension == wanted && (!number->percent || wanted == units::kNoDimension)) return value;
  if (number->percent) return std::nullopt;
  if (number->untagged && isCountType(cx, type)) {
    // `4` for a count, `10k/day` for a count per day: the tag is the slot's.
    retag(cx, *number, cx.dimensions().multiply(number->dimension, wanted));
    if (number->dimension == wanted) return value;
  }
  return totalOf(cx, env, value, wanted);
}

// Of a variable, or what is computed from some: it is decided for all values alike that are whole.
std::optional<base::Rational> notWholeHere(Expressions& cx, Row& row, ExprId expr) {
  const DimensionId dimension = cx.pool()[expr].dimension;
  const ExprId rounded = cx.pool().round(expr, cx.pool().constant(1, dimension), base::RoundingMode::floor);
  const ExprId is_whole = cx.pool().make(Op::eq, units::kNoDimension, rounded, expr);
  const ExprId is_negative = cx.pool().make(Op::lt, units::kNoDimension, expr, cx.pool().constant(0, dimension));
  const auto whole = valueInRow(cx, &row, is_whole), negative = valueInRow(cx, &row, is_negative);
  if (!whole || !negative || (*whole != 0 && *negative == 0)) return std::nullopt;  // a failure is reported when it is evaluated
  return valueInRow(cx, &row, expr);
}

// Of a count or multiple in a phrase, which is whole and not negative, what it is instead; none if it is fine.
std::optional<base::Rational> notWhole(Expressions& cx, const Env& env, ExprId expr) {
  const program::Expr& node = cx.pool()[expr];
  auto wrong = [](const base::Rational& number) {
    return base::isWhole(number) && sgn(number) >= 0 ? std::nullopt : std::optional(number);
  };
  if (env.row && env.row->has(node)) {
    program::Cell cell = env.row->cells[node.payload];
    if (env.row->isVaried(node.payload)) return notWholeHere(cx, *env.row, expr);
    if (!cell.big && cell.mantissa >= 0 && base::isWhole(cx.program.cells.scaleValue(cell.scale))) return std::nullopt;
    env.row->repeatable = false;
    return wrong(cx.program.cells.value(cell));
  }
  if (node.op == Op::retag) return notWhole(cx, env, node.a);
  if (node.op == Op::constant) return wrong(cx.pool().constantValue(expr));
  // Computed counts are checked over the cells of this row, at all times.
  std::vector<ExprId> all = {expr};
  if (const std::vector<uint32_t> courses = env.row ? coursesIn(cx, *env.row, expr) : std::vector<uint32_t>(); !courses.empty()) {
    all.clear();
    for (const Standing& standing : standingsOf(*env.row, courses)) all.push_back(replaced(cx, levelsAt(*env.row, courses, standing), expr));
  }
  for (const ExprId one : all) {
    if (env.row && !env.row->varied.empty()) {
      if (const auto is = notWholeHere(cx, *env.row, one)) return is;
      continue;
    }
    const auto number = valueInRow(cx, env.row, one);
    if (!number) continue;  // the failure itself is reported when it is evaluated
    if (const auto is = wrong(*number)) return is;
  }
  return std::nullopt;
}

// Is the value fit for a slot that takes whole numbers? If not, that is said.
bool isWholeCount(Expressions& cx, const Env& env, const Number& count, std::string_view name, Span at) {
  auto number = notWhole(cx, env, count.expr);
  if (!number) return true;
  constexpr int kShownDigits = 6;
  std::string_view text = cx.sources.text(at);
  auto& diagnostic = cx.sink->report(at, kinds::not_whole, name, fmt::format("`{}`", text), base::toShown(*number, kShownDigits));
  if (sgn(*number) < 0) return false;
  if (!count.flow) {
    diagnostic.hint(fmt::format("round it, for instance `(round half_up {} to 1)`", text));
    return false;
  }
  const program::Period& period = cx.billedPeriod();
  diagnostic.note(fmt::format("it counts over the period `{}`, which has {} days", period.name, base::toShown(period.days, kShownDigits)));
  diagnostic.hint(fmt::format("round what it comes to, `(round half_up {} to 1)`, or say in which month: `period 2025-03`", text));
  return false;
}

void reportWrongType(Expressions& cx, const Value& value, const Type& type, std::string_view name, Span at) {
  const Number* number = value.kind() == Kind::number ? value.find<Number>() : nullptr;
  if (type.kind == Kind::number && number) {
    Value wanted = zeroOf(cx, type.dimension);
    if (number->untagged && cx.dimensions().factors(number->dimension).empty()) {
      cx.sink->report(at, kinds::untagged_number, fmt::format("`{}`", showType(cx, type)))
          .hint(fmt::format("give the number a unit: `{}` measures {}", name, showType(cx, type)));
      return;
    }
    auto& diagnostic = cx.sink->report(at, kinds::wrong_unit_for_parameter, name, showType(cx, type), showType(cx, value));
    explainMismatch(cx, diagnostic, wanted, value);
    return;
  }
  auto& diagnostic = cx.sink->report(at, kinds::wrong_type, fmt::format("`{}` for `{}`", showType(cx, type), name),
                                     fmt::format("`{}`", showType(cx, value)));
  if (type.kind == Kind::multiple && number) {
    // Only digits take an `x`; a name is made a count by its unit.
    const std::string_view text = cx.sources.text(at);
    const bool is_number = !text.empty() && text.find_first_not_of("0123456789_.kMGT") == std::string_view::npos;
    const auto unit = unitWordOf(cx, type.dimension, "1");
    if (is_number) diagnostic.hint(fmt::format("how many of it is written `{}x`", text));
    else if (type.dimension == units::kNoDimension) diagnostic.hint("how many of it is written `3x`");
    else if (unit && number->dimension == units::kNoDimension) diagnostic.hint(fmt::format("a plain number is made a count by a unit: `({} * 1 {})`", text, *unit));
    else diagnostic.hint(fmt::format("how many of it is a `{}`", cx.dimensions().show(type.dimension)));
    if (is_number && number->untagged) diagnostic.fix(at, fmt::format("{}x", text), fmt::format("write `{}x`", text));
  }
}

// The unit that converts what `written` is a unit of: `GiB/day` of `GB/day`; none if the value is measured in another.
std::optional<std::string> convertingUnit(Expressions& cx, DimensionId dimension, const Written& written, const Type& type) {
  const std::string_view text = cx.sources.text(written.span);
  const units::UnitExpr* whole = cx.units.known(text);
  const DimensionId family = cx.units[*type.family].dimension;
  // With the family in place of its first name.
  if (whole && whole->factors.front().exponent > 0) {
    const DimensionId first = cx.units[whole->factors.front().unit].dimension;
    DimensionId rest = cx.dimensions().divide(whole->dimension, first);
    const size_t behind = std::min(text.find_first_of(" /-"), text.size());
    if (!cx.dimensions().exceeds(rest, family, false) && cx.dimensions().multiply(rest, family) == dimension) {
      return type.family_name + std::string(text.substr(behind));
    }
  }
  return family == dimension ? std::optional(type.family_name) : std::nullopt;
}

// `5 GB` where GiB are billed: what it was computed from must have been written in that family. What is offered keeps
// the amount: `5 GiB` would be another.
bool isOfFamily(Expressions& cx, const Value& value, const Type& type, std::string_view name, Span at) {
  const Number* number = value.find<Number>();
  if (!type.family || !number) return true;
  const units::Unit& wanted = cx.units[*type.family];
  for (const Written& written : number->written) {
    const units::Unit& unit = cx.units[written.unit];
    if (unit.dimension != wanted.dimension || unit.family == wanted.family) continue;
    const std::string_view text = cx.sources.text(at);
    auto& diagnostic = cx.sink->report(at, kinds::binary_decimal, text, type.family_name);
    const Span place = written.span;
    const bool inside = place.file == at.file && place.begin >= at.begin && place.end <= at.end;
    if (!inside) diagnostic.label(place, fmt::format("written in `{}`", cx.sources.text(place)));
    const auto way = convertingUnit(cx, number->dimension, written, type);
    // A profile stands in no parentheses.
    const bool is_profile = inside && number->flow;
    const std::string converted = way ? fmt::format("({} as {})", is_profile ? "name" : text, *way) : "";
    const std::string_view named = is_profile ? ", as `name` of a `let`," : "";
    diagnostic.hint(fmt::format("`{0}` counts in {1}: write the amount in {1}{2}", name, type.family_name,
                                way ? fmt::format(", or keep it{} as it is with `{}`", named, converted) : ""));
    if (way && !is_profile) diagnostic.fix(at, converted, fmt::format("write `{}`", converted));
    return false;
  }
  return true;
}

// `20 GB/day` for what is there at one time: growth is another thing than how much came.
bool isStock(Expressions& cx, const Number& number, const Type& type, std::string_view name, Span at) {
  if (!type.stock || !number.flow) return true;
  const Span rate = number.came.isNone() ? at : number.came;
  auto& diagnostic = cx.sink->report(at, kinds::stock_given_rate, name, fmt::format("`{}`", cx.sources.text(at)));
  diagnostic.hint(fmt::format("say how much of it there is, a {}", showType(cx, type)));
  const DimensionId per = number.rate ? cx.dimensions().divide(number.dimension, cx.pool()[number.rate].dimension) : units::kNoDimension;
  if (per == cx.day || per == cx.month) {
    diagnostic.hint(fmt::format("what comes to it is its growth: `{} (…) grows {}`, behind what is there at first", name, cx.sources.text(rate)));
  }
  return false;
}

}  // namespace

Value countOver(Expressions& cx, const Env& env, const Value& value, const Number& beside) {
  const Number& number = value.number();
  Type type;
  type.kind = Kind::number;
  type.dimension = beside.dimension;
  const bool counts = beside.dimension == units::kNoDimension ? number.untagged : isCountType(cx, type);
  if (!counts || number.percent || !cx.has_calendar) return value;
  for (DimensionId per : {cx.day, cx.time, cx.month}) {
    const DimensionId rate = cx.dimensions().divide(beside.dimension, per);
    const DimensionId tagged = number.untagged ? cx.dimensions().multiply(number.dimension, beside.dimension) : number.dimension;
    if (tagged == rate) return toDimension(cx, env, value, type).value_or(value);
  }
  return value;
}

Value coerce(Expressions& cx, const Env& env, const Value& value, const Type& type, std::string_view name, Span at) {
  if (value.isError() || value.isNone() || type.kind == Kind::error) return value.isNone() ? value : Value{};
  switch (type.kind) {
    case Kind::number: {
      if (!isOfFamily(cx, value, type, name, at)) return {};
      auto number = toDimension(cx, env, value, type);
      if (!number) break;
      if (!isStock(cx, number->number(), type, name, at)) return {};
      if (isCountType(cx, type) && !number->from_bill && env.time && !env.caller && !isWholeCount(cx, env, number->number(), name, at)) return {};
      return *number;
    }
    case Kind::multiple: {
      if (!value.is<Number>()) break;
      const Number& count = value.number();
      if (!count.is_multiple && (count.dimension != type.dimension || count.untagged)) break;
      if (env.time && !env.caller && !isWholeCount(cx, env, count, name, at)) return {};
      Value bound = value;
      if (count.dimension != type.dimension) retag(cx, bound.number(), type.dimension);
      bound.number().is_multiple = true;
      return bound;
    }
    case Kind::word:
      if (const Word* word = value.find<Word>(); word && word->words == type.index) return value;
      break;
    default:
      if (value.kind() == type.kind) return value;
  }
  reportWrongType(cx, value, type, name, at);
  return {};
}

}  // namespace smcost::check
