// Values that the options give under a name which no file declares.
#include <cstdlib>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using program::Answer;

namespace {

// A SKU, or any other name as a text.
Value namedValue(Expressions& cx, std::string_view name, Span at) {
  if (const program::KeyId key = keyOfName(cx, name)) return {Key{name, key}, at};
  return {Text{name}, at};
}

}  // namespace

std::optional<Value> givenValue(Expressions& cx, const Env& env, std::string_view name, Span at) {
  for (const Given& given : cx.options.given) {
    if (given.name != name) continue;
    if (given.kind == Answer::Kind::name) return namedValue(cx, given.text, at);
    DimensionId dimension = units::kNoDimension;
    for (const auto& [base, exponent] : given.dimension) {
      const DimensionId factor = cx.dimensions().of(cx.dimensions().base(base));
      for (int i = 0; i < std::abs(exponent); ++i) {
        dimension = exponent > 0 ? cx.dimensions().multiply(dimension, factor) : cx.dimensions().divide(dimension, factor);
      }
    }
    Value value = cellValue(cx, env, given.value, dimension, name);
    value.span = at;
    Number& number = value.number();
    if (given.kind == Answer::Kind::truth) {
      value.content = Boolean{number.expr};
      return value;
    }
    number.is_multiple = given.kind == Answer::Kind::multiple;
    number.percent = given.kind == Answer::Kind::percent;
    for (const std::string& unit : given.written) {
      if (auto known = cx.units.find(unit)) number.written.push_back({*known, at});
    }
    return value;
  }
  return std::nullopt;
}

}  // namespace smcost::check
