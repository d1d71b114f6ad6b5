#include "lang/program/expr.h"

#include <unordered_set>

#include "lang/base/check.h"
#include "lang/program/arithmetic.h"
#include "lang/program/evaluate.h"

namespace smcost::program {

namespace {

Expr blank(Op op) {
  Expr expr{};
  expr.op = op;
  return expr;
}

}  // namespace

size_t ExprPool::ExprHash::operator()(const Expr& e) const noexcept {
  uint64_t hash = (static_cast<uint64_t>(e.op) << 8) | static_cast<uint64_t>(e.mode);
  for (const uint32_t part : {e.dimension.value, e.a.value, e.b.value, e.c.value, e.payload}) {
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29;
  }
  return hash;
}

ExprId ExprPool::intern(const Expr& expr) {
  const auto [id, added] = ids_.add(expr, ExprId{static_cast<uint32_t>(nodes_.size())});
  if (added) nodes_.push_back(expr);
  return *id;
}

ConstantId ExprPool::internConstant(const base::Rational& value) {
  // All that are known are in lowest terms, and equal to nothing that is not.
  if (const ConstantId* known = constant_ids_.find(value)) return *known;
  // Two numbers put together as 7/7 are 1; a fraction not in lowest terms compares wrong.
  base::Rational lowest = value;
  lowest.canonicalize();
  const auto [id, added] = constant_ids_.add(lowest, ConstantId{static_cast<uint32_t>(constants_.size())});
  if (added) constants_.push_back(std::move(lowest));
  return *id;
}

ExprId ExprPool::constant(const base::Rational& value, units::DimensionId dimension) {
  Expr expr = blank(Op::constant);
  expr.dimension = dimension;
  expr.payload = internConstant(value).value;
  return intern(expr);
}

ExprId ExprPool::param(uint32_t column, units::DimensionId dimension) {
  Expr expr = blank(Op::param);
  expr.dimension = dimension;
  expr.payload = column;
  return intern(expr);
}

ExprId ExprPool::make(Op op, units::DimensionId dimension, ExprId a, ExprId b, ExprId c) {
  SMCOST_CHECK(op != Op::constant && op != Op::param && op != Op::round, "made by functions of their own");
  if (const ExprId simple = simplify(op, dimension, a, b, c)) return simple;
  Expr expr = blank(op);
  expr.dimension = dimension;
  expr.a = a;
  expr.b = b;
  expr.c = c;
  if (const ExprId folded = foldConstants(expr)) return folded;
  return intern(expr);
}

ExprId ExprPool::round(ExprId a, ExprId quantum, base::RoundingMode mode) {
  SMCOST_CHECK(isConstant(quantum) && sgn(constantValue(quantum)) > 0, "a quantum is a positive constant");
  Expr expr = blank(Op::round);
  expr.mode = mode;
  expr.dimension = nodes_[a.value].dimension;
  expr.a = a;
  expr.b = quantum;
  if (const ExprId folded = foldConstants(expr)) return folded;
  return intern(expr);
}

// What needs no new node: neutral operands, a known condition, a dimension that stays.
ExprId ExprPool::simplify(Op op, units::DimensionId dimension, ExprId a, ExprId b, ExprId c) {
  const auto is = [this](ExprId id, int value) { return isConstant(id) && constantValue(id) == value; };
  // The operand alone, under the dimension of the whole.
  const auto alone = [this, dimension](ExprId id) {
    return nodes_[id.value].dimension == dimension ? id : make(Op::retag, dimension, id);
  };
  switch (op) {
    case Op::add:
      if (is(b, 0)) return alone(a);
      if (is(a, 0)) return alone(b);
      return {};
    case Op::sub:
      return is(b, 0) ? alone(a) : ExprId{};
    case Op::mul:
      if (is(b, 1)) return alone(a);
      if (is(a, 1)) return alone(b);
      return {};
    case Op::div:
      return is(b, 1) ? alone(a) : ExprId{};
    case Op::select:
      if (isConstant(a)) return alone(sgn(constantValue(a)) != 0 ? b : c);
      return {};
    case Op::retag: {
      const Expr& inner = nodes_[a.value];
      if (inner.dimension == dimension) return a;
      if (inner.op == Op::retag) return make(Op::retag, dimension, inner.a);
      return {};
    }
    default:
      return {};
  }
}

// The constant an operation of constants is; none when an operand is not constant, the
// operation fails, or the value would be too large to keep (evaluation then says so).
ExprId ExprPool::foldConstants(const Expr& expr) {
  const base::Rational* operands[3] = {nullptr, nullptr, nullptr};
  const ExprId ids[3] = {expr.a, expr.b, expr.c};
  for (int i = 0; i < 3; ++i) {
    if (ids[i].isNone()) continue;
    if (!isConstant(ids[i])) return {};
    operands[i] = &constantValue(ids[i]);
    if (base::bitSize(*operands[i]) > kMaxBits) return {};
  }
  base::Rational result;
  if (!applyOperation(expr.op, expr.mode, operands[0], operands[1], operands[2], result)) return {};
  if (base::bitSize(result) > kMaxBits) return {};
  return constant(result, expr.dimension);
}

std::vector<ExprId> evaluationOrder(const ExprPool& pool, const Shape& shape) {
  std::vector<ExprId> order;
  std::vector<ExprId> roots;
  for (const Requirement& requirement : shape.requirements) roots.push_back(requirement.condition);
  roots.insert(roots.end(), shape.outputs.begin(), shape.outputs.end());

  // Depth first with a stack of our own; a node enters the order when its operands are in.
  // The set is as large as the shape, not as the pool: most shapes are small.
  std::unordered_set<uint32_t> seen;
  std::vector<std::pair<ExprId, int>> stack;
  for (const ExprId root : roots) {
    if (!seen.insert(root.value).second) continue;
    stack.emplace_back(root, 0);
    while (!stack.empty()) {
      auto& [id, next] = stack.back();
      const Expr& expr = pool[id];
      const ExprId operands[3] = {expr.a, expr.b, expr.c};
      if (next == 3) {
        order.push_back(id);
        stack.pop_back();
        continue;
      }
      const ExprId operand = operands[next++];
      if (operand.isNone() || !seen.insert(operand.value).second) continue;
      stack.emplace_back(operand, 0);
    }
  }
  return order;
}

uint32_t siteOfDivision(const Shape& shape, ExprId node) {
  for (size_t i = 0; i < shape.sites.size(); ++i) {
    if (shape.sites[i].kind == Site::Kind::division && shape.sites[i].node == node) return static_cast<uint32_t>(i);
  }
  return 0;
}

}  // namespace smcost::program
