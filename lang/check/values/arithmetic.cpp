// Arithmetic in units: each operator proves its dimensions and makes its node.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/values/values.h"

namespace smcost::check {

using program::Op;

namespace {

bool isNumeric(const Value& value) { return value.kind == Kind::number || value.kind == Kind::multiple; }

// A value that is neither a number nor already reported.
bool wantNumbers(Values& cx, const Value& a, const Value& b) {
  for (const Value* value : {&a, &b}) {
    if (value->isError() || value->isNone()) return false;
    if (!isNumeric(*value)) {
      cx.sink->report(value->span, kinds::wrong_type, "a number", showType(cx, *value));
      return false;
    }
  }
  return true;
}

// Errors are contagious, and so is `none`: what uses a left-out argument is left out.
Value without(const Value& a, const Value& b) {
  Value value;
  value.kind = a.isError() || b.isError() || (!a.isNone() && !b.isNone()) ? Kind::error : Kind::none;
  return value;
}

bool holdsBase(Values& cx, DimensionId dimension, units::UnitId unit) {
  const auto& bases = cx.dimensions().factors(cx.units[unit].dimension);
  const auto& factors = cx.dimensions().factors(dimension);
  return std::any_of(factors.begin(), factors.end(), [&](const auto& f) { return !bases.empty() && f.base == bases[0].base; });
}

Value result(Values& cx, Op op, DimensionId dimension, const Value& a, const Value& b, Span at) {
  Value value;
  value.kind = Kind::number;
  value.dimension = dimension;
  value.expr = cx.pool().make(op, dimension, a.expr, b.expr);
  value.from_bill = a.from_bill || b.from_bill;
  value.span = at;
  inherit(cx, value, a);
  inherit(cx, value, b);
  return value;
}

void reportCurrencies(Values& cx, Span at, const Value& a, const Value& b) {
  auto& diagnostic = cx.sink->report(at, kinds::currency_mismatch, cx.dimensions().show(a.dimension),
                                     cx.dimensions().show(b.dimension));
  labelSides(cx, diagnostic, a, b);
  diagnostic.hint("there is no exchange rate here: multiply one side by a rate of your own, such as `0.9 EUR/USD`");
}

bool isTag(Values& cx, units::Factor factor) {
  return factor.exponent == 1 && cx.dimensions().baseName(factor.base).starts_with("Count[");
}

// The dimension `literal` takes when it meets `other`: other's tag, and nothing else.
std::optional<DimensionId> tagFrom(Values& cx, const Value& literal, const Value& other) {
  if (!literal.untagged || literal.dimension == other.dimension) return std::nullopt;
  DimensionId missing = cx.dimensions().divide(other.dimension, literal.dimension);
  const auto& factors = cx.dimensions().factors(missing);
  if (factors.size() != 1 || !isTag(cx, factors[0])) return std::nullopt;
  return other.dimension;
}

void takeTag(Values& cx, Value& literal, DimensionId dimension) {
  literal.expr = cx.pool().make(Op::retag, dimension, literal.expr);
  literal.dimension = dimension;
  literal.untagged = false;
}

}  // namespace

void inherit(Values& cx, Value& result, const Value& operand) {
  result.rate = {};
  result.flow = result.flow || operand.flow;
  result.over_span = result.over_span || operand.over_span;
  if (result.came.isNone()) result.came = operand.came;
  for (const Written& written : operand.written) {
    const units::Unit& unit = cx.units[written.unit];
    const bool known = std::any_of(result.written.begin(), result.written.end(), [&](const Written& other) {
      return cx.units[other.unit].family == unit.family && cx.units[other.unit].dimension == unit.dimension;
    });
    if (!known && holdsBase(cx, result.dimension, written.unit)) result.written.push_back(written);
  }
}

bool unify(Values& cx, Value& a, Value& b) {
  if (auto dimension = tagFrom(cx, a, b)) takeTag(cx, a, *dimension);
  else if (auto other = tagFrom(cx, b, a)) takeTag(cx, b, *other);
  return a.dimension == b.dimension;
}

Value zeroOf(Values& cx, DimensionId dimension) {
  Value value;
  value.kind = Kind::number;
  value.dimension = dimension;
  value.expr = cx.pool().constant(0, dimension);
  return value;
}

Value add(Values& cx, Value a, Value b, bool subtract, Span at) {
  if (!wantNumbers(cx, a, b)) return without(a, b);
  if (a.percent != b.percent) {
    const Value& amount = a.percent ? b : a;
    const Value& share = a.percent ? a : b;
    auto& diagnostic = cx.sink->report(at, kinds::percent_in_sum, cx.sources.text(at));
    diagnostic.span = share.span;
    diagnostic.primary("a percentage of what?");
    std::string verb = subtract ? "less" : "plus";
    std::string mended = fmt::format("{} {} {}", cx.sources.text(amount.span), verb, cx.sources.text(share.span));
    diagnostic.hint(fmt::format("write `{}` to change an amount by a percentage of itself", mended));
    if (&share == &b) diagnostic.fix(at, mended, "write `" + mended + "`");
    return {};
  }
  if (!unify(cx, a, b)) {
    if (units::isMoney(cx.dimensions(), a.dimension) && units::isMoney(cx.dimensions(), b.dimension)) {
      reportCurrencies(cx, at, a, b);
    } else {
      reportMismatch(cx, at, fmt::format("`{}` and `{}` cannot be {}", showType(cx, a), showType(cx, b),
                                         subtract ? "subtracted" : "added"), a, b);
    }
    return {};
  }
  Value value = result(cx, subtract ? Op::sub : Op::add, a.dimension, a, b, at);
  value.percent = a.percent;
  return value;
}

namespace {

// A product or a quotient.
Value scaledBy(Values& cx, Op op, const Value& a, const Value& b, Span at) {
  if (!wantNumbers(cx, a, b)) return without(a, b);
  if (cx.dimensions().exceeds(a.dimension, b.dimension, op == Op::div)) {
    cx.sink->report(at, kinds::dimension_too_large, units::kMaxExponent);
    return {};
  }
  return result(cx, op, op == Op::div ? cx.dimensions().divide(a.dimension, b.dimension) : cx.dimensions().multiply(a.dimension, b.dimension), a, b, at);
}

}  // namespace

Value multiply(Values& cx, Value a, Value b, Span at) {
  Value value = scaledBy(cx, Op::mul, a, b, at);
  value.over_span = value.over_span || (a.flow && b.is_span) || (a.is_span && b.flow);
  return value;
}

Value divide(Values& cx, Value a, Value b, Span at) {
  Value value = scaledBy(cx, Op::div, a, b, at);
  if (value.kind != Kind::number) return value;
  value.flow = value.over_span = false;  // a mean of what flows
  if (cx.pool()[value.expr].op == Op::div) {
    program::Site site;
    site.span = b.span.isNone() ? at : b.span;
    site.text = fmt::format("`{}` is 0", b.span.isNone() ? "the divisor" : cx.sources.text(b.span));
    site.node = value.expr;
    if (cx.divided) cx.divided->push_back(site);
    cx.divisions.add(value.expr.value, std::move(site));
  }
  return value;
}

Value each(Values& cx, Value a, const Value& count, Span at) {
  if (!wantNumbers(cx, a, count)) return without(a, count);
  const auto& factors = cx.dimensions().factors(count.dimension);
  bool tagged = factors.size() == 1 && isTag(cx, factors[0]);
  if (count.kind != Kind::multiple && !tagged) {
    cx.sink->report(count.span, kinds::wrong_type, "a count or a multiple behind `each`", showType(cx, count));
    return {};
  }
  // The number of things has no dimension here: the quantity stays in its own.
  ExprId number = tagged ? cx.pool().make(Op::retag, units::kNoDimension, count.expr) : count.expr;
  Value value = std::move(a);
  value.kind = Kind::number;
  value.untagged = value.percent = value.optional = false;
  if (value.levels.empty()) value.inner = value.expr;
  value.expr = cx.pool().make(Op::mul, value.dimension, value.expr, number);
  value.levels.push_back({tagged ? factors[0].base : units::BaseId{}, number});
  value.from_bill = value.from_bill || count.from_bill;
  value.span = at;
  value.rate = {};
  return value;
}

namespace {

bool isName(const Value& value) {
  return value.kind == Kind::key || value.kind == Kind::region || value.kind == Kind::word || value.kind == Kind::text;
}

// `server == small`: names of one set are the same or not, which is known now. Only in the
// proof of a library's body a SKU and its facts are open.
Value compareNames(Values& cx, const Value& a, const Value& b, std::string_view op, Span at) {
  if (a.kind != b.kind || a.words != b.words) {
    const std::string wanted = isName(a) ? showType(cx, a) : showType(cx, b);
    const Value& other = isName(a) ? b : a;
    cx.sink->report(other.span.isNone() ? at : other.span, kinds::wrong_type, fmt::format("a `{}` to compare with", wanted),
                    fmt::format("`{}`", showType(cx, other)));
    return {};
  }
  if (op != "==" && op != "!=") {
    cx.sink->report(at, kinds::wrong_type, "`==`, `!=` or `in { … }` between names", fmt::format("`{}`", op));
    return {};
  }
  Value value;
  value.kind = Kind::boolean;
  value.span = at;
  if (a.kind == Kind::key) cx.keys_read = true;
  auto number = [&](const Value& name) {
    if (name.expr) return name.expr;
    const uint32_t id = name.kind == Kind::key ? name.key.value : cx.program.names.intern(name.word).value;
    return cx.pool().constant(id, units::kNoDimension);
  };
  value.expr = cx.pool().make(Op::eq, units::kNoDimension, number(a), number(b));
  if (op == "!=") value.expr = cx.pool().make(Op::not_, units::kNoDimension, value.expr);
  return value;
}

}  // namespace

Value compareValues(Values& cx, Value a, Value b, std::string_view op, Span at) {
  if (a.isError() || b.isError() || a.isNone() || b.isNone()) return without(a, b);
  if (isName(a) || isName(b)) return compareNames(cx, a, b, op, at);
  bool booleans = a.kind == Kind::boolean && b.kind == Kind::boolean && (op == "==" || op == "!=");
  if (!booleans && !wantNumbers(cx, a, b)) return without(a, b);
  if (!booleans && !unify(cx, a, b)) {
    if (units::isMoney(cx.dimensions(), a.dimension) && units::isMoney(cx.dimensions(), b.dimension)) {
      reportCurrencies(cx, at, a, b);
    } else {
      reportMismatch(cx, at, fmt::format("`{}` and `{}` cannot be compared", showType(cx, a), showType(cx, b)), a, b);
    }
    return {};
  }
  if (op == ">" || op == ">=") std::swap(a, b);
  Op node = op == "==" || op == "!=" ? Op::eq : (op == "<" || op == ">" ? Op::lt : Op::le);
  Value value = result(cx, node, units::kNoDimension, a, b, at);
  if (op == "!=") value.expr = cx.pool().make(Op::not_, units::kNoDimension, value.expr);
  value.kind = Kind::boolean;
  return value;
}

}  // namespace smcost::check
