// `--emit`: forms on the way to a bill, each by its own printer.
#pragma once

#include <iosfwd>

#include "compiler/driver/run/arguments.h"

namespace smcost::driver {

// The program of each month of the period.
void writePrograms(std::ostream& out, const session::Session& session);

// What the bill is computed by: `lowered`, `llvm` or `assembly`. Nothing when there is no bill.
void writeCode(std::ostream& out, session::Session& session, Form form);

}  // namespace smcost::driver
