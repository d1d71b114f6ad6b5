// What the subcommands of `prices` do: one function and one file each.
#pragma once

#include "compiler/driver/run/arguments.h"

namespace smcost::driver {

session::ExitCode runPricesDiff(const Arguments& arguments);
session::ExitCode runPricesFetch(const Arguments& arguments);
session::ExitCode runPricesImport(const Arguments& arguments);
session::ExitCode runPricesList(const Arguments& arguments);
session::ExitCode runPricesLock(const Arguments& arguments);
session::ExitCode runPricesShow(const Arguments& arguments);
session::ExitCode runPricesVerify(const Arguments& arguments);

}  // namespace smcost::driver
