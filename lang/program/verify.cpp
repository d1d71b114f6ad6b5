#include <fmt/format.h>

#include <unordered_set>

#include "lang/program/expr.h"

namespace smcost::program {

namespace {

class Verifier {
 public:
  Verifier(const ExprPool& pool, const Shape& shape, units::Dimensions& dimensions)
      : pool_(pool), shape_(shape), dimensions_(dimensions) {}

  std::string run() {
    if (!checkRoots()) return error_;
    for (const ExprId id : evaluationOrder(pool_, shape_)) {
      if (!checkNode(id)) return fmt::format("%{}: {}", id.value, error_);
    }
    for (const Requirement& requirement : shape_.requirements) {
      if (!truths_.contains(requirement.condition.value)) return "a requirement is no truth value";
    }
    for (const Site& site : shape_.sites) {
      if (site.kind != Site::Kind::division) continue;
      if (!inPool(site.node) || pool_[site.node].op != Op::div) return "a division's site names no division";
    }
    return {};
  }

 private:
  bool fail(std::string text) {
    error_ = std::move(text);
    return false;
  }
  bool inPool(ExprId id) const { return id && id.value < pool_.size(); }

  bool checkRoots() {
    if (shape_.output_names.size() != shape_.outputs.size()) return fail("outputs and their names differ in number");
    for (const ExprId output : shape_.outputs) {
      if (!inPool(output)) return fail("an output is no expression");
    }
    for (const Requirement& requirement : shape_.requirements) {
      if (!inPool(requirement.condition)) return fail("a requirement is no expression");
      if (requirement.site >= shape_.sites.size()) return fail("a requirement has no site");
    }
    return true;
  }

  static int operandCount(Op op) {
    switch (op) {
      case Op::constant:
      case Op::param:
        return 0;
      case Op::not_:
      case Op::retag:
        return 1;
      case Op::select:
        return 3;
      default:
        return 2;
    }
  }

  bool checkNode(ExprId id) {
    const Expr& expr = pool_[id];
    const ExprId operands[3] = {expr.a, expr.b, expr.c};
    for (int i = 0; i < 3; ++i) {
      const bool wanted = i < operandCount(expr.op);
      if (wanted != static_cast<bool>(operands[i])) return fail("wrong number of operands");
      if (wanted && operands[i].value >= id.value) return fail("an operand comes after its user");
    }
    if (isTruth(id)) truths_.insert(id.value);
    return checkDimensions(expr);
  }

  // Comparisons, what is put together from truth values, 0 and 1, and plain params.
  bool isTruth(ExprId id) const {
    const Expr& expr = pool_[id];
    const auto known = [this](ExprId of) { return truths_.contains(of.value); };
    if (expr.dimension != units::kNoDimension) return false;
    switch (expr.op) {
      case Op::constant:
        return pool_.constantValue(id) == 0 || pool_.constantValue(id) == 1;
      case Op::param:
      case Op::lt:
      case Op::le:
      case Op::eq:
      case Op::not_:
        return true;
      case Op::mul:
      case Op::min:
      case Op::max:
        return known(expr.a) && known(expr.b);
      case Op::select:
        return known(expr.b) && known(expr.c);
      case Op::retag:
        return known(expr.a);
      default:
        return false;
    }
  }

  bool checkDimensions(const Expr& expr) {
    const auto dimension = [this](ExprId of) { return pool_[of].dimension; };
    switch (expr.op) {
      case Op::constant:
      case Op::retag:
        return true;
      case Op::param:
        if (expr.payload >= shape_.params.size()) return fail("a param outside the shape");
        return same(expr.dimension, shape_.params[expr.payload].dimension);
      case Op::add:
      case Op::sub:
      case Op::min:
      case Op::max:
        return same(dimension(expr.a), dimension(expr.b)) && same(expr.dimension, dimension(expr.a));
      case Op::mul:
        return same(expr.dimension, dimensions_.multiply(dimension(expr.a), dimension(expr.b)));
      case Op::div:
        return same(expr.dimension, dimensions_.divide(dimension(expr.a), dimension(expr.b)));
      case Op::lt:
      case Op::le:
      case Op::eq:
        return same(dimension(expr.a), dimension(expr.b)) && same(expr.dimension, units::kNoDimension);
      case Op::not_:
        if (!truths_.contains(expr.a.value)) return fail("not of what is no truth value");
        return same(expr.dimension, units::kNoDimension);
      case Op::select:
        if (!truths_.contains(expr.a.value)) return fail("a condition is no truth value");
        return same(dimension(expr.b), dimension(expr.c)) && same(expr.dimension, dimension(expr.b));
      case Op::round:
        if (!pool_.isConstant(expr.b) || sgn(pool_.constantValue(expr.b)) <= 0) {
          return fail("a quantum is no positive constant");
        }
        return same(dimension(expr.a), dimension(expr.b)) && same(expr.dimension, dimension(expr.a));
    }
    return true;
  }

  bool same(units::DimensionId seen, units::DimensionId wanted) {
    if (seen == wanted) return true;
    return fail(fmt::format("{} where {} is due", dimensions_.show(seen), dimensions_.show(wanted)));
  }

  const ExprPool& pool_;
  const Shape& shape_;
  units::Dimensions& dimensions_;
  std::unordered_set<uint32_t> truths_;
  std::string error_;
};

}  // namespace

std::string verify(const ExprPool& pool, const Shape& shape, units::Dimensions& dimensions) {
  return Verifier(pool, shape, dimensions).run();
}

}  // namespace smcost::program
