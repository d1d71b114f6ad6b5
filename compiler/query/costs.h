// What the statements of a text cost, and what its spec comes to: short enough to stand beside the text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/session/session.h"

namespace smcost::query {

// Behind a statement.
struct CostHint {
  uint32_t at = 0;          // the end of its text
  std::string text;         // "1.92 USD"
  program::StatementId statement;
};

// Of the statements of this file that end in a range; the bill is there. In order of the text.
std::vector<CostHint> costHints(const session::Session& session, source::FileId file, uint32_t begin, uint32_t end);
// Its lines, as a table.
std::string linesText(const session::Session& session, program::StatementId statement);

// About a whole spec, or about one of its budgets.
struct Lens {
  uint32_t at = 0;          // where in the file
  std::string text;         // "2.381111… USD in 2025-03", "budget kept: …"
};

// The total with its assumptions at the beginning of the file, and each budget where it stands; the bill is there.
std::vector<Lens> lenses(const session::Session& session, source::FileId file);
// A scenario's total beside that of the file as written; null: it has no bill.
std::string scenarioText(const std::string& name, const session::Session* scenario, const session::Session* written);

}  // namespace smcost::query
