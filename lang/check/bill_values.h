// Figures of the bill as values of expressions.
#pragma once

#include "lang/check/context.h"

namespace smcost::check {

// A figure that is known once the bill is rated: `total`, `api`, `api.compute`.
Value billValue(Context& cx, const Env& env, program::BillRef ref, Span at);
// `payable`: of a whole bill, since credits and tax are of no part of it.
Value payableValue(Context& cx, const Env& env, Span at);

}  // namespace smcost::check
