// Figures of the bill as values of expressions.
#pragma once

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

// A figure that is known once the bill is rated: `total`, `api`, `api.compute`.
Value billValue(Expressions& cx, const Env& env, program::BillRef ref, Span at);
// `payable`: of a whole bill, since credits and tax are of no part of it.
Value payableValue(Expressions& cx, const Env& env, Span at);
// `team "vision"`: what the statements with this value of a tag come to.
Value ownedValue(Expressions& cx, const Env& env, ast::NodeId node);
// Does the text ask what is payable?
bool namesPayable(Expressions& cx, const Scope& scope, ast::NodeId node);
inline constexpr std::string_view kPayable = "payable";

}  // namespace smcost::check
