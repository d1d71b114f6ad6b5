// Rating: usage -> charges -> totals, in the fixed order granularity (in the shapes; per
// bill here), allowances, tiers, commitments, invoice policy.
#pragma once

#include <memory>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// Fills the price columns of the program's usage tables, adds the shapes of the rules to
// the program, and evaluates. Returns no bill when an error was reported.
std::unique_ptr<Bill> rate(const program::Program& program, Engine& engine, diagnostics::Sink& sink);

}  // namespace smcost::runtime
