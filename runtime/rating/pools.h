// Rating of what counts over the whole bill: rounding per bill, allowances, tiers. The
// lines of one meter and key make a pool; the pool is rated, and each line gets
// its share by quantity, exactly.
#pragma once

#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// Fills pools, pooled lines and their charges. Needs data.usage, data.lines and
// data.rates. Does nothing, and compiles nothing, when no line is pooled.
void ratePools(program::Program& program, BillData& data, Engine& engine);

}  // namespace smcost::runtime
