// Checks of the file, once the bill is known: `expect`, `assert`, `budget`.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/bound.h"
#include "runtime/engine.h"

namespace smcost::runtime {

struct CheckResult {
  bool evaluated = false;  // false: its row failed (reported)
  bool passed = false;
  bool warned = false;     // a budget that holds but is beyond its warning
};

// The tables of checks with the sum of the bills' figures in the cells that wait for them; the bills are of
// months of one file, so that a statement has one id in all.
Bound bindChecks(const program::Program& program, std::span<const Bill* const> bills);

// What the outputs of a question are worth; nothing when its row failed (reported).
using QuestionResult = std::optional<std::vector<base::Rational>>;

struct CheckResults {
  std::vector<CheckResult> checks;         // one per Program::checks
  std::vector<QuestionResult> questions;   // one per Program::questions
  Bound bound;                             // what they were computed from
};

// A row that fails (a division by zero inside an `expect`) is reported at its span.
CheckResults evaluateChecks(const program::Program& program, std::span<const Bill* const> bills, Engine& engine,
                            diagnostics::Sink& sink);

}  // namespace smcost::runtime
