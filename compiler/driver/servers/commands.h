// Subcommands that answer a program instead of a person, until it is gone.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "compiler/driver/run/arguments.h"

namespace smcost::driver {

// What was typed, with the settings that hold in a folder; none: something is wrong with them, and was said.
using ArgumentsIn = std::function<std::optional<Arguments>(const std::string& folder)>;

// The process's exit code.
int runLsp(const ArgumentsIn& arguments_in);
int runMcp(const Arguments& arguments);
session::ExitCode runSkill(const Arguments& arguments);

}  // namespace smcost::driver
