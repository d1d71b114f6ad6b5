// `x ^ n`, of a whole n that is known when the text is checked: a product, with the dimension of one.

#include <fmt/format.h>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;

namespace {

// As far as a rate for each day of ten years leads; the digits of a result are as many times those of what it is of.
constexpr int kMostPower = 4000;

// None with its error reported.
std::optional<int> exponentOf(Expressions& cx, const Env& env, NodeId node) {
  const Span at = env.file().span(node);
  Env constant = env;
  constant.row = nullptr;
  const Value value = infer(cx, constant, node);
  if (value.isError()) return std::nullopt;
  const Number* number = value.find<Number>();
  if (!number || number->percent || number->is_multiple || number->dimension != units::kNoDimension) {
    cx.sink->report(at, kinds::wrong_type, "a whole number as exponent", showType(cx, value));
    return std::nullopt;
  }
  const auto folded = program::foldConstant(cx.pool(), number->expr);
  if (!folded) {
    cx.sink->report(at, kinds::constant_wanted, "an exponent").hint("it may hang on `month`, and on nothing that a statement or the bill gives");
    return std::nullopt;
  }
  if (!base::isWhole(*folded) || abs(*folded) > kMostPower) {
    cx.sink->report(at, kinds::wrong_type, fmt::format("a whole number from -{0} to {0} as exponent", kMostPower), base::toShown(*folded, 6));
    return std::nullopt;
  }
  return static_cast<int>(folded->get_num().get_si());
}

}  // namespace

Value inferPower(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  const Span at = file.span(node);
  Children parts(file, node);
  Value square = inferNumber(cx, env, parts[0]);
  const std::optional<int> exponent = exponentOf(cx, env, parts[2]);
  if (!exponent || square.isError() || square.isNone()) return square.isNone() ? square : Value{};
  Value result{Number{units::kNoDimension, cx.pool().constant(1, units::kNoDimension)}, at};
  bool is_one = true;
  for (int left = std::abs(*exponent); left > 0; left /= 2) {
    if (left % 2 != 0) {
      result = is_one ? square : multiply(cx, result, square, at);
      is_one = false;
    }
    if (left > 1) square = multiply(cx, square, square, at);
    if (result.isError() || square.isError()) return {};
  }
  if (*exponent < 0) result = divide(cx, Value{Number{units::kNoDimension, cx.pool().constant(1, units::kNoDimension)}, at}, result, at);
  result.span = at;
  return result;
}

}  // namespace smcost::check
