// ast::File -> program::Program: names, types and units, phrases, schedules, prices.
// The session loads the files; this folder reads none.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/check/library/billed_months.h"
#include "lang/check/names/module.h"
#include "lang/check/names/options.h"
#include "lang/check/scenarios/scenario_names.h"
#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "lang/syntax/ast.h"
#include "lang/units/unit.h"

namespace smcost::program {
struct PriceList;
}

namespace smcost::check {

// What files declare, read once and frozen: months, scenarios, blocks and inputs are each checked over it, also on
// several threads at once.
struct Declarations;
using SharedDeclarations = std::shared_ptr<const Declarations>;

// The program and what later phases need to speak of it in the user's words.
struct Checked {
  SharedDeclarations declarations;  // which it goes on from
  program::Program program;
  units::Units units;
  std::string scenario;           // of the file, in force; empty: the file as written
  uint32_t checks_left_out = 0;   // of the file as written, which its scenario does not evaluate
};

// What a library says, for all files that use these modules of it; `below` has declared those below, if there are any.
SharedDeclarations declareLibrary(const source::SourceManager& sources, const Modules& modules, const SharedDeclarations& below,
                                  diagnostics::Sink& sink);

// The last module is the file itself; `library` has declared those below, if there are any. Modules, sources and the price
// book must outlive all checks over it. With errors in the sink declarations may miss.
SharedDeclarations declare(const source::SourceManager& sources, const Modules& modules, const SharedDeclarations& library,
                           const Options& options, diagnostics::Sink& sink);

// One bill of the file, by options that differ from those of declare() in period, block, scenario and condition only.
// Always returns a program; with errors in the sink it may miss statements.
Checked check(const SharedDeclarations& declarations, const Options& options, diagnostics::Sink& sink);

// How providers' lists are read, as far as one of the modules declares a `price_list`, in their order. What is wrong is
// in the sink and left out.
std::vector<program::PriceList> priceLists(const source::SourceManager& sources, const Modules& modules,
                                           diagnostics::Sink& sink);

}  // namespace smcost::check
