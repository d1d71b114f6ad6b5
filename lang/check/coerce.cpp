// A value for a slot of a stated type: a parameter, a typed `let`, an argument. Rates
// per day count over the span, rates per hour over the running time, calendar units
// become Times where a Time is wanted.

#include <fmt/format.h>

#include "lang/check/context.h"
#include "lang/check/slips.h"

namespace smcost::check {

using program::Op;

namespace {

bool isCountType(Context& cx, const Type& type) {
  const auto& factors = cx.dimensions().factors(type.dimension);
  return type.kind == Kind::number && factors.size() == 1 && factors[0].exponent == 1 &&
         cx.dimensions().baseName(factors[0].base).starts_with("Count[");
}

Value withDimension(Context& cx, Value value, DimensionId dimension) {
  value.expr = cx.pool().make(Op::retag, dimension, value.expr);
  value.dimension = dimension;
  value.untagged = false;
  return value;
}

Value scaled(Context& cx, const Value& value, ExprId factor, DimensionId dimension) {
  Value result = value;
  result.expr = cx.pool().make(Op::mul, dimension, value.expr, factor);
  result.dimension = dimension;
  result.untagged = false;
  result.levels.clear();
  return result;
}

// The value as a number of the wanted dimension, none if no rule leads there.
std::optional<Value> toDimension(Context& cx, const Env& env, Value value, const Type& type) {
  DimensionId wanted = type.dimension;
  if (value.kind == Kind::schedule) {
    if (wanted != cx.time || !cx.has_calendar) return std::nullopt;
    value.kind = Kind::number;
    return value;
  }
  if (value.kind == Kind::range && wanted == cx.time) {
    // `0h..2h` where a Time is wanted is how long it is.
    return lengthOf(cx, value);
  }
  if (value.kind == Kind::multiple) {
    // A multiple is a plain number where no tag is asked for.
    if (wanted != units::kNoDimension) return std::nullopt;
    value.kind = Kind::number;
    return value;
  }
  if (value.kind != Kind::number) return std::nullopt;
  if (value.dimension == wanted && !value.percent) return value;
  if (value.dimension == wanted && value.percent && wanted == units::kNoDimension) return value;
  if (value.percent) return std::nullopt;
  if (value.untagged) {
    // `4` for a count, `10k/day` for a count per day: the tag is the slot's.
    const auto& own = cx.dimensions().factors(value.dimension);
    bool counts = isCountType(cx, type);
    if (counts && own.empty()) return withDimension(cx, value, wanted);
    if (counts) {
      DimensionId tagged = cx.dimensions().multiply(value.dimension, wanted);
      value = withDimension(cx, value, tagged);
      if (tagged == wanted) return value;
    }
  }
  // A plain number is no rate of anything: `5` never becomes 5 of something per something.
  if (!cx.has_calendar || value.dimension == units::kNoDimension) return std::nullopt;
  auto& dimensions = cx.dimensions();
  if (value.dimension == dimensions.divide(wanted, cx.day)) {
    Value total = scaled(cx, value, spanDays(cx, env), wanted);
    // `6h/day` does not say when on the day.
    if (wanted == cx.time && env.row) env.row->amounts.push_back(total.expr);
    return total;
  }
  if (value.dimension == dimensions.divide(wanted, cx.time)) return scaled(cx, value, runningTime(cx, env), wanted);
  if (value.dimension == dimensions.divide(wanted, cx.month)) {
    // The file says what one month uses.
    return scaled(cx, value, cx.pool().constant(1, cx.month), wanted);
  }
  DimensionId per_day = dimensions.divide(cx.time, cx.day);
  if (value.dimension == cx.day && wanted == cx.time) {
    // `2 days` where a Time is wanted is 48 h.
    return scaled(cx, value, cx.pool().constant(kSecondsPerDay, per_day), wanted);
  }
  return std::nullopt;
}

// Counts and multiples in phrases are whole and not negative.
bool isWholeCount(Context& cx, const Env& env, const Value& value) {
  const program::Expr& node = cx.pool()[value.expr];
  if (node.op == Op::param && env.row) {
    program::Cell cell = env.row->cells[node.payload];
    if (!cell.big && cell.mantissa >= 0 && base::isWhole(cx.program.cells.scaleValue(cell.scale))) return true;
    env.row->repeatable = false;
    base::Rational number = cx.program.cells.value(cell);
    return base::isWhole(number) && sgn(number) >= 0;
  }
  if (node.op == Op::retag) {
    Value inner = value;
    inner.expr = node.a;
    return isWholeCount(cx, env, inner);
  }
  if (node.op == Op::constant) {
    const base::Rational& number = cx.pool().constantValue(value.expr);
    return base::isWhole(number) && sgn(number) >= 0;
  }
  // Computed counts are checked over the cells of this row.
  auto number = valueInRow(cx, env.row, value.expr);
  if (!number) return true;  // the failure itself is reported when it is evaluated
  return base::isWhole(*number) && sgn(*number) >= 0;
}

void reportWrongType(Context& cx, const Value& value, const Type& type, std::string_view name, Span at) {
  if (type.kind == Kind::number && value.kind == Kind::number) {
    Value wanted = zeroOf(cx, type.dimension);
    if (value.untagged && cx.dimensions().factors(value.dimension).empty()) {
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
  if (type.kind == Kind::multiple && value.kind == Kind::number) {
    // Only digits take an `x`; a name is made a count by its unit.
    const std::string_view text = cx.sources.text(at);
    const bool is_number = !text.empty() && text.find_first_not_of("0123456789_.kMGT") == std::string_view::npos;
    const auto unit = unitWordOf(cx, type.dimension, "1");
    if (is_number) diagnostic.hint(fmt::format("how many of it is written `{}x`", text));
    else if (unit && value.dimension == units::kNoDimension) diagnostic.hint(fmt::format("a plain number is made a count by a unit: `({} * 1 {})`", text, *unit));
    else diagnostic.hint(fmt::format("how many of it is a `{}`", cx.dimensions().show(type.dimension)));
    if (is_number && value.untagged) diagnostic.fix(at, fmt::format("{}x", text), fmt::format("write `{}x`", text));
  }
}

// `5 GB` where GiB are billed: the text must say the binary unit.
bool usesBinaryUnit(Context& cx, const Value& value, const Type& type, std::string_view name, Span at) {
  if (!type.binary_unit || value.span.isNone()) return true;
  std::string_view text = cx.sources.text(value.span);
  size_t unit_at = text.find_first_not_of("0123456789_. ");
  if (unit_at == std::string_view::npos) return true;
  std::string_view unit_text = text.substr(unit_at);
  size_t end = unit_text.find_first_of(" /");
  auto unit = cx.units.find(unit_text.substr(0, end));
  if (!unit || cx.units[*unit].dimension != type.dimension) return true;
  // A decimal unit is a multiple of 1,000 base units; a binary one and the base unit are not.
  if (!base::isWhole(cx.units[*unit].scale / 1000)) return true;
  std::string_view wrong = unit_text.substr(0, end);
  auto& diagnostic = cx.sink->report(at, kinds::binary_decimal, text, type.binary_name);
  diagnostic.hint(fmt::format("`{}` counts in {}: write the binary unit, or convert with `{} as {}` in parentheses",
                              name, type.binary_name, text, type.binary_name));
  Span unit_span{value.span.file, value.span.begin + static_cast<uint32_t>(unit_at),
                 value.span.begin + static_cast<uint32_t>(unit_at + wrong.size())};
  diagnostic.fix(unit_span, type.binary_name, fmt::format("write `{}`", type.binary_name));
  return false;
}

}  // namespace

Value coerce(Context& cx, const Env& env, const Value& value, const Type& type, std::string_view name, Span at) {
  if (value.isError() || value.isNone() || type.kind == Kind::error) return value.isNone() ? value : Value{};
  switch (type.kind) {
    case Kind::number: {
      if (!usesBinaryUnit(cx, value, type, name, at)) return {};
      auto number = toDimension(cx, env, value, type);
      if (!number) break;
      if (isCountType(cx, type) && !number->from_bill && env.time && !isWholeCount(cx, env, *number)) {
        cx.sink->report(at, kinds::not_whole, name);
        return {};
      }
      return *number;
    }
    case Kind::multiple: {
      bool counts = value.kind == Kind::number && value.dimension == type.dimension && !value.untagged;
      if (value.kind != Kind::multiple && !counts) break;
      if (env.time && !isWholeCount(cx, env, value)) {
        cx.sink->report(at, kinds::not_whole, name);
        return {};
      }
      Value bound = value.dimension == type.dimension ? value : withDimension(cx, value, type.dimension);
      bound.kind = Kind::multiple;
      return bound;
    }
    case Kind::word:
      if (value.kind == Kind::word && value.words == type.index) return value;
      break;
    default:
      if (value.kind == type.kind) return value;
  }
  reportWrongType(cx, value, type, name, at);
  return {};
}

}  // namespace smcost::check
