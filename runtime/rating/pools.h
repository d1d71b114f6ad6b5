// Rating of what counts over the whole bill: rounding per bill, allowances, tiers,
// commitments. The lines of one meter and key make a pool; the pool is rated, and each line
// gets its share by quantity, exactly.
#pragma once

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// Fills pools, pooled lines and their charges, and what became of allowances and
// commitments. Needs data.usage, data.lines and data.rates. Compiles nothing when no line is
// pooled. Reports allowances that exclude each other where none is named (SMC5008).
void ratePools(const program::Program& program, BillData& data, Engine& engine, diagnostics::Sink& sink);

}  // namespace smcost::runtime
