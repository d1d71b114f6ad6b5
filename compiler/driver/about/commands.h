// What the subcommands over the program itself do: one function and one file each.
#pragma once

#include "compiler/driver/run/arguments.h"

namespace smcost::driver {

session::ExitCode runCompletions(const Arguments& arguments);
session::ExitCode runConfig(const Arguments& arguments);
session::ExitCode runDoctor(const Arguments& arguments);
session::ExitCode runHelp(const Arguments& arguments);
session::ExitCode runMan(const Arguments& arguments);
session::ExitCode runNew(const Arguments& arguments);

}  // namespace smcost::driver
