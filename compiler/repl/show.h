// Replies as text: values with their types, bills of the statements that were typed.
#pragma once

#include <string>

#include "compiler/session/interactive.h"

namespace smcost::repl {

// What the reply has to say: answers, then the lines of its statements and what they cost; the
// bill so far, where it is more than they.
std::string showReply(const session::Reply& reply);

}  // namespace smcost::repl
