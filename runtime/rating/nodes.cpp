#include "runtime/rating/nodes.h"

namespace smcost::runtime {

using program::Op;

Nodes::Number Nodes::sub(Number x, Number y) const { return x == y ? constant(0) : make(Op::sub, x, y); }

Nodes::Number Nodes::mul(Number x, Number y) const { return knownZero(x) || knownZero(y) ? constant(0) : make(Op::mul, x, y); }

Nodes::Number Nodes::div(Number x, Number y) const {
  if (knownZero(x) || knownZero(y)) return constant(0);
  if (pool_->isConstant(y)) return make(Op::mul, x, constant(1 / pool_->constantValue(y)));
  return select(less(constant(0), y), make(Op::div, x, y), constant(0));
}

}  // namespace smcost::runtime
