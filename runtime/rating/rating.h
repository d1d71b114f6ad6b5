// Rating: usage -> charges -> totals, in the fixed order granularity (in the shapes; per
// bill here), allowances, tiers, commitments, invoice policy.
#pragma once

#include <memory>
#include <optional>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/engine.h"
#include "runtime/rating/row_set.h"

namespace smcost::runtime {

// The first half: usage with its prices. No data when an error was reported; rows that are left out are computed, and what
// is wrong with them is not asked.
std::optional<BillData> meterUsage(const program::Program& program, Engine& engine, const RowSet& left_out, diagnostics::Sink& sink);

// Fills the price columns of the program's usage tables, adds the shapes of the rules to
// the program, and evaluates. Returns no bill when an error was reported.
std::unique_ptr<Bill> rate(const program::Program& program, Engine& engine, diagnostics::Sink& sink);

}  // namespace smcost::runtime
