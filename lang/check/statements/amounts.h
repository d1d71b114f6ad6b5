// What a `commit` commits to as something to ask over: `saving.commitment`.
#pragma once

#include "lang/check/statements/statements.h"

namespace smcost::check {

// `-p saving.commitment=2 USD/h`, and amounts that stay variables: among what is given and varied of declarations, as those of their
// statements. Once all statements have their names.
void openAmounts(Statements& cx);
// The `param`, or the statement whose amount it is, that a question or a flag says; null, and said as this kind at the place: the file has none.
const Decl* askedOver(Statements& cx, std::string_view name, const diagnostics::Kind<diagnostics::Text>& kind, Span at);
// Values of a statement's amount that stand in a question, read as those of a `param` are.
void checkAmountValues(Statements& cx, const Env& env, const Decl& commitment, ast::NodeId domain, ast::NodeId step);
bool isAmountAsked(const Statements& cx, program::StatementId id);
// What a commitment is for an hour, as written or given; an error is reported.
Value amountOf(Statements& cx, const Env& env, ast::NodeId written, program::StatementId id);
// That it is a parameter of the program, if its statement has a name.
void addAmountParameter(Statements& cx, const Env& env, const Value& amount, ast::NodeId written, program::StatementId id);

}  // namespace smcost::check
