// One operation on rationals: the meaning of every Op, used by the evaluator and by
// constant folding, so that the two cannot differ.
#pragma once

#include "lang/program/expr.h"

namespace smcost::program {

// Sets `result` from as many operands as the operation has; `result` may be none of
// them. False for a division by zero. Constants and params are the caller's.
bool applyOperation(Op op, base::RoundingMode mode, const base::Rational* a, const base::Rational* b,
                    const base::Rational* c, base::Rational& result);

}  // namespace smcost::program
