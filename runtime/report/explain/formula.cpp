#include "runtime/report/explain/formula.h"

#include <set>

#include "runtime/report/figures.h"

namespace smcost::runtime {

namespace {

using program::Expr;
using program::ExprId;
using program::Op;

// Longer formulas help nobody; a shared node counts once each time it is written.
constexpr int kMostDepth = 10;

// How tight an operator binds: comparisons, sums, products, names and calls.
constexpr int kLoose = 0, kCompare = 1, kSum = 2, kProduct = 3, kTight = 4;

std::string_view modeWord(base::RoundingMode mode) { return base::roundingModeName(mode); }

}  // namespace

Formula::Formula(const ReportContext& context, const program::Shape& shape, const program::Evaluator& evaluator,
                 ExprId root)
    : context_(context), pool_(context.bill->program().pool), shape_(shape), evaluator_(evaluator) {
  collect(root);
  text_ = write(root, kLoose, 0);
}

ExprId Formula::chosen(const Expr& select) const {
  const base::Rational* condition = evaluator_.valueOf(select.a);
  return condition != nullptr && *condition == 0 ? select.c : select.b;
}

// Nodes in use, without recursion: a node's id is larger than those of its operands.
void Formula::collect(ExprId root) {
  std::set<uint32_t> open = {root.value}, in_use;
  while (!open.empty()) {
    const ExprId id{*open.rbegin()};
    open.erase(id.value);
    in_use.insert(id.value);
    const Expr& expr = pool_[id];
    if (expr.op == Op::select) {
      open.insert(expr.a.value);
      open.insert(chosen(expr).value);
      continue;
    }
    for (const ExprId operand : {expr.a, expr.b, expr.c}) {
      if (operand) open.insert(operand.value);
    }
  }
  std::set<uint32_t> params;
  for (const uint32_t value : in_use) {
    const Expr& expr = pool_[ExprId{value}];
    if (expr.op == Op::param) params.insert(expr.payload);
    if (expr.op == Op::round) roundings_.push_back(rounding(ExprId{value}));
  }
  params_.assign(params.begin(), params.end());
}

RoundingStep Formula::rounding(ExprId id) const {
  const Expr& expr = pool_[id];
  const base::Rational* before = evaluator_.valueOf(expr.a);
  const base::Rational* after = evaluator_.valueOf(id);
  std::string text = "rounded " + std::string(modeWord(expr.mode)) + " to a multiple of " +
                     shown(context_, pool_.constantValue(expr.b), pool_[expr.b].dimension) + ": ";
  text += write(expr.a, kLoose, 0);
  if (before == nullptr || after == nullptr) return {text};
  text += " = " + shown(context_, *before, pool_[expr.a].dimension);
  if (*before == *after) return {text + ", nothing to round"};
  const base::Rational moved = *after - *before;
  return {text + " becomes " + shown(context_, *after, expr.dimension) + ", moved by " +
          shown(context_, moved, expr.dimension)};
}

std::string Formula::write(ExprId id, int strength, int depth) const {
  const Expr& expr = pool_[id];
  if (expr.op == Op::constant) return shown(context_, pool_.constantValue(id), expr.dimension);
  if (expr.op == Op::param) {
    // A number of the text that stands for nothing else.
    const base::Rational* number = shape_.params[expr.payload].name.empty() ? evaluator_.valueOf(id) : nullptr;
    return number ? shown(context_, *number, shape_.params[expr.payload].shown()) : shape_.params[expr.payload].name;
  }
  if (depth >= kMostDepth) return "…";
  const auto infix = [&](std::string_view sign, int own) {
    const std::string text = write(expr.a, own, depth + 1) + std::string(sign) + write(expr.b, own + 1, depth + 1);
    return own < strength ? "(" + text + ")" : text;
  };
  const auto call = [&](const std::string& name) {
    return name + "(" + write(expr.a, kLoose, depth + 1) + ", " + write(expr.b, kLoose, depth + 1) + ")";
  };
  switch (expr.op) {
    case Op::add: return infix(" + ", kSum);
    case Op::sub: return infix(" - ", kSum);
    case Op::mul: return infix(" * ", kProduct);
    case Op::div: return infix(" / ", kProduct);
    case Op::lt: return infix(" < ", kCompare);
    case Op::le: return infix(" <= ", kCompare);
    case Op::eq: return infix(" == ", kCompare);
    case Op::min: return call("min");
    case Op::max: return call("max");
    case Op::not_: return "not " + write(expr.a, kTight, depth + 1);
    case Op::retag: return write(expr.a, strength, depth + 1);
    case Op::select: return write(chosen(expr), strength, depth + 1);
    case Op::round:
      return std::string(modeWord(expr.mode)) + "(" + write(expr.a, kLoose, depth + 1) + " to " +
             write(expr.b, kLoose, depth + 1) + ")";
    default: return "…";
  }
}

}  // namespace smcost::runtime
