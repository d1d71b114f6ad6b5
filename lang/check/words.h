// A word where a type says which set it is of.
#pragma once

#include "lang/check/context.h"

namespace smcost::check {

// The value of a node that stands for something of this type: a lone word is a constant of the type's
// words or, if there is none of that spelling, a name. Any other node is an expression.
Value inferAs(Context& cx, const Env& env, const Type& type, ast::NodeId node);

}  // namespace smcost::check
