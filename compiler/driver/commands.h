// What the subcommands do: one function and one file each.
#pragma once

#include "compiler/driver/arguments.h"

namespace smcost::driver {

session::ExitCode runCheck(const Arguments& arguments);
session::ExitCode runCompare(const Arguments& arguments);
session::ExitCode runCompletions(const Arguments& arguments);
session::ExitCode runConfig(const Arguments& arguments);
session::ExitCode runDiff(const Arguments& arguments);
session::ExitCode runDoctor(const Arguments& arguments);
session::ExitCode runEval(const Arguments& arguments);
session::ExitCode runExplain(const Arguments& arguments);
session::ExitCode runFmt(const Arguments& arguments);
session::ExitCode runHelp(const Arguments& arguments);
session::ExitCode runMan(const Arguments& arguments);
session::ExitCode runNew(const Arguments& arguments);
session::ExitCode runPricesFetch(const Arguments& arguments);
session::ExitCode runPricesImport(const Arguments& arguments);
session::ExitCode runPricesDiff(const Arguments& arguments);
session::ExitCode runPricesList(const Arguments& arguments);
session::ExitCode runPricesLock(const Arguments& arguments);
session::ExitCode runPricesShow(const Arguments& arguments);
session::ExitCode runPricesVerify(const Arguments& arguments);
session::ExitCode runRepl(const Arguments& arguments);
session::ExitCode runTest(const Arguments& arguments);

}  // namespace smcost::driver
