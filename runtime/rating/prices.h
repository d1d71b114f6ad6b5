// First step of rating: prices into the empty columns of the usage tables.
#pragma once

#include "lang/program/program.h"
#include "runtime/bill/bill.h"

namespace smcost::runtime {

// Fills every price column (0 for free and pooled lines) and the rates of every line.
// Reports rates that cannot bill, once per rate, and a second currency.
void bindPrices(const program::Program& program, BillData& data, diagnostics::Sink& sink);

}  // namespace smcost::runtime
