// What could come next behind a colon: commands, and what each takes.
#pragma once

#include "compiler/query/complete.h"
#include "compiler/repl/dialogue.h"

namespace smcost::repl {

query::Completions completeCommand(const Dialogue& dialogue, const std::string& text, size_t cursor);

}  // namespace smcost::repl
