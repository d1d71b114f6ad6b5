// Which allowances this bill could use, and which of those that exclude each other it does.
#pragma once

#include "lang/diagnostics/sink.h"
#include "runtime/bill/bill.h"

namespace smcost::runtime {

// Fills data.allowances from the quantities of the pools and of all other lines. Of
// allowances that exclude each other the one with usage holds; two are an error (SMC5008).
void findAllowances(const program::Program& program, BillData& data, diagnostics::Sink& sink);

}  // namespace smcost::runtime
