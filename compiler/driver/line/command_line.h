// From what was typed, and settings in place of what was not, to values.
#pragma once

#include <optional>
#include <string>

#include "compiler/driver/run/arguments.h"

namespace smcost::driver {

// Either arguments to run with, or what to end with (help was asked for, or wrong usage).
struct ParseResult {
  std::optional<Arguments> arguments;
  int exit_code = 0;
};

// Help goes to stdout; a complaint about the usage to stderr, with exit code 64. With the settings that hold in a folder; empty: in the
// current one.
ParseResult parseCommandLine(int argc, const char* const* argv, const std::string& folder = {});

}  // namespace smcost::driver
