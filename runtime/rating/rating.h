// Rating: usage -> charges -> totals, in the fixed order granularity (in the shapes; per
// bill here), allowances, tiers, discounts (none yet), invoice policy. Every rule is a
// shape run by the same engine as the usage itself.
#pragma once

#include <memory>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// Which scopes are billed: `eval` rates the file alone, `test` its blocks too.
enum class Scopes : uint8_t { file, all };

// Fills the price columns of the program's usage tables, adds the shapes of the rules to
// the program, and evaluates. Returns no bill when an error was reported in a scope that
// is not a `rejects`; an error in a `rejects` block goes into its Scope (satisfied,
// seen_codes) instead of the sink.
std::unique_ptr<Bill> rate(program::Program& program, Engine& engine, diagnostics::Sink& sink,
                           Scopes scopes = Scopes::file);

}  // namespace smcost::runtime
