// What the subcommands over specs do: one function and one file each.
#pragma once

#include "compiler/driver/run/arguments.h"

namespace smcost::driver {

session::ExitCode runCheck(const Arguments& arguments);
session::ExitCode runCompare(const Arguments& arguments);
session::ExitCode runDiff(const Arguments& arguments);
session::ExitCode runEval(const Arguments& arguments);
session::ExitCode runExplain(const Arguments& arguments);
session::ExitCode runFmt(const Arguments& arguments);
session::ExitCode runRepl(const Arguments& arguments);
session::ExitCode runMinimise(const Arguments& arguments);
session::ExitCode runSample(const Arguments& arguments);
session::ExitCode runSolve(const Arguments& arguments);
session::ExitCode runSweep(const Arguments& arguments);
session::ExitCode runTest(const Arguments& arguments);

}  // namespace smcost::driver
