// `param`s that stay variables: a spec is checked with a value of each, and whatever that decided is noted as a guard.
#pragma once

#include "lang/check/values/values.h"

namespace smcost::check {

// That a condition over the row's columns holds, as it does with the values that its variables have now.
void assume(Values& cx, const Row& row, ExprId holds);
// That an expression over them is worth what it is.
void assumeEqual(Values& cx, const Row& row, ExprId expr, const base::Rational& value);
// A row's cells that hold variables, once it is in its table.
void noteVaried(const Row& row, uint32_t table, uint32_t at, std::vector<program::VariedCell>& cells);

}  // namespace smcost::check
