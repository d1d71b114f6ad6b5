// The algebra of expressions: what is not known is a param, and a rule makes the expression of its answer.
#pragma once

#include "lang/program/expr.h"
#include "runtime/rating/algebra.h"

namespace smcost::runtime {

// In plain numbers, of any meter and currency. Nothing that a rule makes here can fail: whoever gives it numbers whose rows
// can, asks for those first.
class Nodes {
 public:
  using Number = program::ExprId;
  using Truth = program::ExprId;

  // The pool must outlive it.
  explicit Nodes(program::ExprPool& pool) : pool_(&pool) {}

  Number constant(const base::Rational& known) const { return pool_->constant(known, units::kNoDimension); }
  Number add(Number x, Number y) const { return make(program::Op::add, x, y); }
  Number sub(Number x, Number y) const;
  Number mul(Number x, Number y) const;
  Number div(Number x, Number y) const;
  Number min(Number x, Number y) const { return x == y ? x : make(program::Op::min, x, y); }
  Number max(Number x, Number y) const { return x == y ? x : make(program::Op::max, x, y); }
  Number round(Number x, const base::Rational& quantum, base::RoundingMode mode) const { return pool_->round(x, constant(quantum), mode); }
  Truth less(Number x, Number y) const { return make(program::Op::lt, x, y); }
  Truth lessEqual(Number x, Number y) const { return make(program::Op::le, x, y); }
  Number select(Truth truth, Number x, Number y) const { return x == y ? x : make(program::Op::select, truth, x, y); }
  bool knownZero(Number x) const { return pool_->isConstant(x) && sgn(pool_->constantValue(x)) == 0; }
  void addTo(Number& sum, Number x) const { sum = add(sum, x); }
  void takeFrom(Number& sum, Number x) const { sum = sub(sum, x); }

 private:
  Number make(program::Op op, Number a, Number b, Number c = {}) const { return pool_->make(op, units::kNoDimension, a, b, c); }

  program::ExprPool* pool_;
};
static_assert(Algebra<Nodes>);

}  // namespace smcost::runtime
