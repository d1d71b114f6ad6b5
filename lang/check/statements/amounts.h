// What a `commit` commits to as something to ask over: `saving.commitment`.
#pragma once

#include "lang/check/statements/statements.h"

namespace smcost::check {

// `-p saving.commitment=2 USD/h`, and amounts that stay variables: among what is given and varied of declarations, as those of their
// statements. Once all statements have their names.
void openAmounts(Statements& cx);
bool isAmountAsked(const Statements& cx, program::StatementId id);
// What a commitment is for an hour, as written or given; an error is reported.
Value amountOf(Statements& cx, const Env& env, ast::NodeId written, program::StatementId id);
// That it is a parameter of the program, if its statement has a name.
void addAmountParameter(Statements& cx, const Env& env, const Value& amount, ast::NodeId written, program::StatementId id);

}  // namespace smcost::check
