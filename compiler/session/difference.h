// The difference of two bills by its reasons: makes the bills between them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/session/session.h"
#include "runtime/difference/parts.h"

namespace smcost::session {

// After a successful evaluate() of both, in one currency. Each spec is checked for the other's
// period too; what is wrong there, or with a bill between the two, is no error: a part that cannot
// be told from quantity then counts there, and the result says so.
runtime::Difference differenceOf(Session& before, Session& after);

// Asks a condition, an expression of the language, about the difference; `delta` and its kin, and
// whatever the second spec can name, may stand in it. Errors, and SMC5002 if it holds, go to
// the sink of `after`. False when there is no answer.
bool askCondition(Session& before, Session& after, const runtime::Difference& difference, const std::string& text);

}  // namespace smcost::session
