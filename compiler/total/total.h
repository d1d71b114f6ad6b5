// The bill as one function: of cells of usage tables that are not known yet.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/engine.h"

namespace smcost::total {

// Of Program::usage[table]. Not of a price column, which rating fills.
struct FreeCell {
  uint32_t table = 0, column = 0, row = 0;
};

// What a statement comes to, or its lines of a name.
struct Wanted {
  program::StatementId statement;   // a billed one
  std::string line = {};            // empty: all
};

// One row of the shape is one bill. It fails where the bill has an error, with the site of what would be told first; where
// two rows divide alike, the site is the first one's.
struct Function {
  program::ExprPool pool;
  // Params are the free cells in their order, in base units and plain numbers. Outputs: below, then what is wanted.
  program::Shape shape;
  std::vector<program::StatementId> statement_of_site;  // per site; none: it is the bill's as a whole

  uint32_t addSite(program::Site site, program::StatementId statement) {
    shape.sites.push_back(std::move(site));
    statement_of_site.push_back(statement);
    return static_cast<uint32_t>(shape.sites.size() - 1);
  }
  // That a truth value holds, after all that was required before.
  void require(program::ExprId condition, program::Site site, program::StatementId statement) {
    if (pool.isConstant(condition) && sgn(pool.constantValue(condition)) != 0) return;
    site.kind = program::Site::Kind::requirement;
    shape.requirements.push_back({condition, addSite(std::move(site), statement)});
  }

  static constexpr size_t kTotal = 0, kInvoiceTotal = 1, kPayable = 2, kInvoicePayable = 3, kWanted = 4;
};

// The bill of `program` at any values of the free cells. What is not
// free is evaluated by the engine. No function when there is no bill at any values (reported): a price is missing, or
// a row that nothing free reaches fails.
std::optional<Function> build(const program::Program& program, runtime::Engine& engine, std::span<const FreeCell> free,
                              std::span<const Wanted> wanted, diagnostics::Sink& sink);

}  // namespace smcost::total
