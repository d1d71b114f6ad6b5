// Facts of SKUs: how they are declared, and read as `sku.column`.
#pragma once

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

// All `skus facts` of all modules; units and SKUs are known. The library's have their columns from here, and
// their values once they are asked for.
void declareFacts(Expressions& cx, const Scope& scope, ast::NodeId node);
// Before program.facts is asked for values.
void readUnreadFacts(Expressions& cx);
// A fact as a value; one that is not known is an error.
Value factOf(Expressions& cx, const Key& sku, std::string_view column, Span at);
// Has an argument this part: a fact, or what an option was given?
bool hasPart(const Expressions& cx, const Value& value, std::string_view part);
// A value of the kind that the column holds, computed by `expr`.
Value factValue(const program::FactColumn& column, ExprId expr);

}  // namespace smcost::check
