// Arithmetic in units: each operator proves its dimensions and makes its node.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/values/values.h"

namespace smcost::check {

using program::Op;

namespace {

// A value that is neither a number nor already reported.
bool wantNumbers(Values& cx, const Value& a, const Value& b) {
  for (const Value* value : {&a, &b}) {
    if (value->isError() || value->isNone()) return false;
    if (!value->is<Number>()) {
      cx.sink->report(value->span, kinds::wrong_type, "a number", showType(cx, *value));
      return false;
    }
  }
  return true;
}

// Errors are contagious, and so is `none`: what uses a left-out argument is left out.
Value without(const Value& a, const Value& b) {
  if (a.isError() || b.isError() || (!a.isNone() && !b.isNone())) return {};
  return {None{}};
}

bool holdsBase(Values& cx, DimensionId dimension, units::UnitId unit) {
  const auto& bases = cx.dimensions().factors(cx.units[unit].dimension);
  const auto& factors = cx.dimensions().factors(dimension);
  return std::any_of(factors.begin(), factors.end(), [&](const auto& f) { return !bases.empty() && f.base == bases[0].base; });
}

Value result(Values& cx, Op op, DimensionId dimension, const Value& a, const Value& b, Span at) {
  Value value{Number{dimension, cx.pool().make(op, dimension, a.number().expr, b.number().expr)}, at};
  value.from_bill = a.from_bill || b.from_bill;
  inherit(cx, value.number(), a.number());
  inherit(cx, value.number(), b.number());
  return value;
}

bool areMoney(Values& cx, const Value& a, const Value& b) {
  return units::isMoney(cx.dimensions(), a.number().dimension) && units::isMoney(cx.dimensions(), b.number().dimension);
}

void reportCurrencies(Values& cx, Span at, const Value& a, const Value& b) {
  auto& diagnostic = cx.sink->report(at, kinds::currency_mismatch, cx.dimensions().show(a.number().dimension),
                                     cx.dimensions().show(b.number().dimension));
  labelSides(cx, diagnostic, a, b);
  diagnostic.hint("there is no exchange rate here: multiply one side by a rate of your own, such as `0.9 EUR/USD`");
}

bool isTag(Values& cx, units::Factor factor) {
  return factor.exponent == 1 && cx.dimensions().baseName(factor.base).starts_with("Count[");
}

// The dimension `literal` takes when it meets `other`: other's tag, and nothing else.
std::optional<DimensionId> tagFrom(Values& cx, const Number& literal, const Number& other) {
  if (!literal.untagged || literal.dimension == other.dimension) return std::nullopt;
  DimensionId missing = cx.dimensions().divide(other.dimension, literal.dimension);
  const auto& factors = cx.dimensions().factors(missing);
  if (factors.size() != 1 || !isTag(cx, factors[0])) return std::nullopt;
  return other.dimension;
}

}  // namespace

void retag(Values& cx, Number& number, DimensionId dimension) {
  number.expr = cx.pool().make(Op::retag, dimension, number.expr);
  number.dimension = dimension;
  number.untagged = false;
}

void inherit(Values& cx, Number& result, const Number& operand) {
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

bool unify(Values& cx, Number& a, Number& b) {
  if (auto dimension = tagFrom(cx, a, b)) retag(cx, a, *dimension);
  else if (auto other = tagFrom(cx, b, a)) retag(cx, b, *other);
  return a.dimension == b.dimension;
}

Value zeroOf(Values& cx, DimensionId dimension) {
  return {Number{dimension, cx.pool().constant(0, dimension)}};
}

Value add(Values& cx, Value a, Value b, bool subtract, Span at) {
  if (!wantNumbers(cx, a, b)) return without(a, b);
  const bool is_percent = a.number().percent;
  if (is_percent != b.number().percent) {
    const Value& amount = is_percent ? b : a;
    const Value& share = is_percent ? a : b;
    auto& diagnostic = cx.sink->report(at, kinds::percent_in_sum, cx.sources.text(at));
    diagnostic.span = share.span;
    diagnostic.primary("a percentage of what?");
    std::string verb = subtract ? "less" : "plus";
    std::string mended = fmt::format("{} {} {}", cx.sources.text(amount.span), verb, cx.sources.text(share.span));
    diagnostic.hint(fmt::format("write `{}` to change an amount by a percentage of itself", mended));
    if (&share == &b) diagnostic.fix(at, mended, "write `" + mended + "`");
    return {};
  }
  if (!unify(cx, a.number(), b.number())) {
    if (areMoney(cx, a, b)) {
      reportCurrencies(cx, at, a, b);
    } else {
      reportMismatch(cx, at, fmt::format("`{}` and `{}` cannot be {}", showType(cx, a), showType(cx, b),
                                         subtract ? "subtracted" : "added"), a, b);
    }
    return {};
  }
  Value value = result(cx, subtract ? Op::sub : Op::add, a.number().dimension, a, b, at);
  value.number().percent = is_percent;
  return value;
}

namespace {

// A product or a quotient.
Value scaledBy(Values& cx, Op op, const Value& a, const Value& b, Span at) {
  if (!wantNumbers(cx, a, b)) return without(a, b);
  const DimensionId left = a.number().dimension, right = b.number().dimension;
  if (cx.dimensions().exceeds(left, right, op == Op::div)) {
    cx.sink->report(at, kinds::dimension_too_large, units::kMaxExponent);
    return {};
  }
  return result(cx, op, op == Op::div ? cx.dimensions().divide(left, right) : cx.dimensions().multiply(left, right), a, b, at);
}

}  // namespace

Value multiply(Values& cx, Value a, Value b, Span at) {
  Value value = scaledBy(cx, Op::mul, a, b, at);
  if (Number* product = value.find<Number>()) {
    product->over_span = product->over_span || (a.number().flow && b.is_span) || (a.is_span && b.number().flow);
  }
  return value;
}

Value divide(Values& cx, Value a, Value b, Span at) {
  Value value = scaledBy(cx, Op::div, a, b, at);
  Number* quotient = value.find<Number>();
  if (!quotient) return value;
  quotient->flow = quotient->over_span = false;  // a mean of what flows
  if (cx.pool()[quotient->expr].op == Op::div) {
    program::Site site;
    site.span = b.span.isNone() ? at : b.span;
    site.text = fmt::format("`{}` is 0", b.span.isNone() ? "the divisor" : cx.sources.text(b.span));
    site.node = quotient->expr;
    if (cx.divided) cx.divided->push_back(site);
    cx.divisions.add(quotient->expr.value, std::move(site));
  }
  return value;
}

Value each(Values& cx, Value a, const Value& count, Span at) {
  if (!wantNumbers(cx, a, count)) return without(a, count);
  const Number& counted = count.number();
  const auto& factors = cx.dimensions().factors(counted.dimension);
  bool tagged = factors.size() == 1 && isTag(cx, factors[0]);
  if (!counted.is_multiple && !tagged) {
    cx.sink->report(count.span, kinds::wrong_type, "a count or a multiple behind `each`", showType(cx, count));
    return {};
  }
  // The number of things has no dimension here: the quantity stays in its own.
  ExprId times = tagged ? cx.pool().make(Op::retag, units::kNoDimension, counted.expr) : counted.expr;
  Value value = std::move(a);
  value.optional = false;
  value.from_bill = value.from_bill || count.from_bill;
  value.span = at;
  Number& all = value.number();
  all.is_multiple = all.untagged = all.percent = false;
  if (all.levels.empty()) all.inner = all.expr;
  all.expr = cx.pool().make(Op::mul, all.dimension, all.expr, times);
  all.levels.push_back({tagged ? factors[0].base : units::BaseId{}, times});
  all.rate = {};
  return value;
}

namespace {

bool isName(const Value& value) { return value.is<Key>() || value.is<Region>() || value.is<Word>() || value.is<Text>(); }

bool areOfOneSet(const Value& a, const Value& b) {
  const Word* word = a.find<Word>();
  return a.kind() == b.kind() && (!word || word->words == b.as<Word>().words);
}

// `server == small`: names of one set are the same or not, which is known now. Only in the
// proof of a library's body a SKU and its facts are open.
Value compareNames(Values& cx, const Value& a, const Value& b, std::string_view op, Span at) {
  if (!areOfOneSet(a, b)) {
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
  if (a.is<Key>()) cx.keys_read = true;
  auto number = [&](const Value& name) {
    if (const ExprId open = name.expr()) return open;
    const Key* sku = name.find<Key>();
    const uint32_t id = sku ? sku->key.value : cx.program.names.intern(name.text()).value;
    return cx.pool().constant(id, units::kNoDimension);
  };
  ExprId holds = cx.pool().make(Op::eq, units::kNoDimension, number(a), number(b));
  if (op == "!=") holds = cx.pool().make(Op::not_, units::kNoDimension, holds);
  return {Boolean{holds}, at};
}

}  // namespace

Value compareValues(Values& cx, Value a, Value b, std::string_view op, Span at) {
  if (a.isError() || b.isError() || a.isNone() || b.isNone()) return without(a, b);
  if (isName(a) || isName(b)) return compareNames(cx, a, b, op, at);
  bool booleans = a.is<Boolean>() && b.is<Boolean>() && (op == "==" || op == "!=");
  if (!booleans && !wantNumbers(cx, a, b)) return without(a, b);
  if (!booleans && !unify(cx, a.number(), b.number())) {
    if (areMoney(cx, a, b)) {
      reportCurrencies(cx, at, a, b);
    } else {
      reportMismatch(cx, at, fmt::format("`{}` and `{}` cannot be compared", showType(cx, a), showType(cx, b)), a, b);
    }
    return {};
  }
  if (op == ">" || op == ">=") std::swap(a, b);
  Op node = op == "==" || op == "!=" ? Op::eq : (op == "<" || op == ">" ? Op::lt : Op::le);
  ExprId holds = cx.pool().make(node, units::kNoDimension, a.expr(), b.expr());
  if (op == "!=") holds = cx.pool().make(Op::not_, units::kNoDimension, holds);
  Value value{Boolean{holds}, at};
  value.from_bill = a.from_bill || b.from_bill;
  return value;
}

}  // namespace smcost::check
