// What files declare: names, units, workloads, meters, rates, plans, agreements and settings.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lang/check/expressions/expressions.h"
#include "lang/check/library/includes.h"

namespace smcost::program {
struct PriceList;
}

namespace smcost::check {

struct Library : Expressions {
  using Expressions::Expressions;

  std::vector<std::pair<uint32_t, uint32_t>> said_after;  // allowances: the later, and what it is `after`
  std::unordered_map<const Scope*, const BilledFile*> including;  // of each included file
  std::deque<std::pair<Module, Scope>> flag_values;            // of `-p name=value`
};

// declare.cpp: names of all modules, then what the declarations say.
Scope& declareModules(Library& cx, const std::vector<Module>& modules);
// Stores for all workloads, options and meters, so that declarations may name each other.
void numberDeclarations(Library& cx);
// declare_units.cpp
void declareDimensionsAndUnits(Library& cx, const Module& module, const Scope& scope);
// declare_workloads.cpp
void declareWorkload(Library& cx, Decl& decl);
void proveOptionsEnd(Library& cx);  // no option holds itself
// declare_meters.cpp, declare_rates.cpp
void declareMeter(Library& cx, Decl& decl);
// A constant in base units; none with its error reported.
std::optional<base::Rational> constantOf(Library& cx, const Scope& scope, ast::NodeId node, DimensionId wanted,
                                         std::string_view what);
// The same of what a meter measures; X-months too where the meter has a basis.
std::optional<base::Rational> constantQuantity(Library& cx, const Scope& scope, ast::NodeId node, const MeterInfo& meter,
                                               std::string_view what);
program::KeyId readMeterKey(Library& cx, const Scope& scope, ast::NodeId key, const MeterInfo& meter);
void declareRates(Library& cx, const Scope& scope, ast::NodeId node);
void declareSource(Library& cx, Decl& decl);
// price_lists.cpp: how providers' lists are read, once all meters are declared. Of all modules, or only of the files that
// are checked themselves: what is wrong with the library is no matter of a spec.
enum class ListsOf : uint8_t { checked_files, all_modules };
std::vector<program::PriceList> readPriceLists(Library& cx, const std::vector<Module>& modules, ListsOf which);
// book_rates.cpp: SKUs that a file names, no library lists and the price book has prices of.
void declareBookKeys(Library& cx, const std::vector<Module>& modules);
// Of what the statements use, the prices that a book has and no module declares.
void declareBookRates(Library& cx);
// declare_plans.cpp: allowances and plans
void declareAllowance(Library& cx, Decl& decl);
void declareAllowanceClauses(Library& cx, Decl& decl);  // `excludes`, `after`: once all are known
// allowance_turns.cpp: which allowance is taken first; the order of the text says nothing.
void orderAllowances(Library& cx);
std::optional<uint32_t> allowanceNamed(Library& cx, const Scope& scope, ast::NodeId name);
void declarePlan(Library& cx, Decl& decl);
base::Rational percentOf(Library& cx, const ast::File& file, ast::NodeId percent);  // of `8 %`: 2/25
// agreements.cpp: what the files have agreed; once rates, plans and the currency are known.
void declareAgreements(Library& cx);
// What they make of the rates; once all rates are known.
void putAgreementsInForce(Library& cx);
// declare_rates.cpp: the price that an agreement says for a row of its own; several where it has tiers.
std::vector<program::RateRow> agreedRows(Library& cx, const Scope& scope, ast::NodeId node, const MeterInfo& meter,
                                         program::RateRow row);
program::OfferId offerOf(Library& cx, const Scope& scope, ast::NodeId plan_ref);  // none with its error reported
// settings.cpp
void readSettings(Library& cx, const Scope& scope, const std::deque<BilledFile>& files);
void readFreeTier(Library& cx, const Scope& scope);  // once allowances are known
void findCalendar(Library& cx);
// False, and said at `at`, when no module declares the edition.
bool checkEdition(Library& cx, std::string_view name, Span at);
// currency.cpp: the bill's, once all rates are known.
void settleCurrency(Library& cx);
// params.cpp
// A value given on the command line replaces a `param` of the file.
void overrideParams(Library& cx, Scope& scope);
// Every value of the file is read once, so that an unused one is checked too.
void checkValues(Library& cx, Scope& scope);

}  // namespace smcost::check
