// What the subcommands over specs do: one function and one file each; those that ask questions are one.
#pragma once

#include "compiler/driver/run/arguments.h"

namespace smcost::driver {

session::ExitCode runCheck(const Arguments& arguments);
session::ExitCode runCompare(const Arguments& arguments);
session::ExitCode runDiff(const Arguments& arguments);
session::ExitCode runEval(const Arguments& arguments);
session::ExitCode runExplain(const Arguments& arguments);
session::ExitCode runFmt(const Arguments& arguments);
session::ExitCode runQuestion(const Arguments& arguments);
session::ExitCode runRepl(const Arguments& arguments);
session::ExitCode runTest(const Arguments& arguments);

}  // namespace smcost::driver
