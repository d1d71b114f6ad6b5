// The commands of the dialogue: words behind a colon.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/repl/dialogue.h"

namespace smcost::repl {

struct Command {
  std::string_view name;        // ":explain"
  std::string_view arguments;   // "[LINE]"
  std::string_view summary;
  Outcome (*run)(Dialogue&, const std::string& argument);
};

// All of them, in the order of the help.
std::span<const Command> commands();

// Runs what begins with a colon; a command that does not exist is answered with those near to it.
Outcome runCommand(Dialogue& dialogue, const std::string& input);

}  // namespace smcost::repl
