// The loop of the dialogue, over lines from wherever: a terminal, a pipe, a test.
#pragma once

#include <functional>
#include <string>

#include "compiler/repl/dialogue.h"
#include "compiler/repl/lines.h"

namespace smcost::repl {

// An input as it was answered, and what came of it; without an input: a word of the dialogue's own.
using Tell = std::function<void(const std::string& input, const Outcome& outcome)>;

// What `options.file` names, then the lines, until they or the dialogue end. The code that says most of what failed.
session::ExitCode converse(Dialogue& dialogue, Lines& lines, const Tell& tell);

}  // namespace smcost::repl
