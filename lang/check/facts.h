// Facts of SKUs: how they are declared, and read as `sku.column`.
#pragma once

#include "lang/check/context.h"

namespace smcost::check {

// All `skus facts` of all modules; units and SKUs are known.
void declareFacts(Context& cx, const Scope& scope, ast::NodeId node);
// A fact as a value; one that is not known is an error.
Value factOf(Context& cx, const Value& sku, std::string_view column, Span at);
// The kind of value that a column holds, without one.
Value factValue(const program::FactColumn& column);

}  // namespace smcost::check
