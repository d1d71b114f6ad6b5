// What files declare: names, units, workloads, meters, rates, plans, agreements and settings.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lang/check/expressions/expressions.h"
#include "lang/check/library/defaults.h"
#include "lang/check/library/includes.h"

namespace smcost::program {
struct PriceList;
}

namespace smcost::check {

// A row in the making, how it reads, and what a billed month adds to its bounds. Of a meter with a basis that is the billed
// month its price is per month.
struct NewRate {
  program::RateRow row;
  program::RateText text;
  base::Rational lower_months, upper_months;
};

// `in skus where …` of a `param`: what is asked of SKUs is read once statements are.
struct OpenSkuSet {
  size_t parameter = 0;        // index into Program::parameters
  const Scope* scope = nullptr;
  ast::NodeId query;
};

struct Library : Expressions {
  Library(const source::SourceManager& sources_in, const Options& options_in, Sink* sink_in, program::Program& program_in,
          units::Units& units_in, const Library* below)
      : Expressions(sources_in, options_in, sink_in, program_in, units_in, below) {
    if (!below) return;
    said_after = below->said_after;
    including = below->including;
    files = below->files;
    monthly_rates = base::LayeredDeque<NewRate>(&below->monthly_rates);
    monthly_allowances = below->monthly_allowances;
    quoted = below->quoted;
    listed = below->listed;
    defaults = below->defaults;
    library_meters = below->library_meters;
  }

  std::vector<std::pair<uint32_t, uint32_t>> said_after;  // allowances: the later, and what it is `after`
  std::deque<BilledFile> files;                                // in order of what includes them; the file itself is the last
  std::unordered_map<const Scope*, const BilledFile*> including;  // of each included file
  std::deque<Scope> instances;                                 // of files that are included `as` a name, beside those of modules
  std::deque<std::pair<Module, Scope>> flag_values;            // of `-p name=value`
  // What is declared of a month, whichever it is, until it is known which one is billed (months.cpp).
  base::LayeredDeque<NewRate> monthly_rates;
  std::vector<uint32_t> monthly_allowances;                    // whose quantities are of a month
  std::map<std::pair<base::NameId, base::NameId>, size_t> quoted;  // rates of each edition and currency
  std::map<std::pair<base::NameId, base::NameId>, size_t> listed;  // providers' lists of each edition and currency
  Defaults defaults;
  std::shared_ptr<const Scope> library_meters;                 // and its plans, by their names
  std::vector<OpenSkuSet> open_sku_sets;
};

// declare.cpp: names of the modules from `first` on, then what the declarations say.
void declareModules(Library& cx, const Modules& modules, size_t first);
// Stores for all workloads, options and meters, so that declarations may name each other.
void numberDeclarations(Library& cx);
// declare_units.cpp
void declareDimensionsAndUnits(Library& cx, const Module& module, const Scope& scope);
// declare_workloads.cpp
void declareWorkload(Library& cx, const Decl& decl);
void proveOptionsEnd(Library& cx);  // no option holds itself
// parts.cpp: no workload is a part of itself, and what it is made of is not too much; once all workloads are declared.
void provePartsEnd(Library& cx);
// declare_meters.cpp, declare_rates.cpp
void declareMeter(Library& cx, const Decl& decl);
// A constant in base units; none with its error reported.
std::optional<base::Rational> constantOf(Library& cx, const Scope& scope, ast::NodeId node, DimensionId wanted,
                                         std::string_view what);
// The same of what a meter measures; X-months too where the meter has a basis.
struct MeteredAmount {
  base::Rational number;
  bool is_of_month = false;  // times the seconds of the billed month
};
std::optional<MeteredAmount> constantQuantity(Library& cx, const Scope& scope, ast::NodeId node, const MeterInfo& meter,
                                               std::string_view what);
program::KeyId readMeterKey(Library& cx, const Scope& scope, ast::NodeId key, const MeterInfo& meter);
// Reports what ends before it begins; `what` holds so: "a price".
void checkValidity(Library& cx, std::optional<uint32_t> from_day, std::optional<uint32_t> until_day, Span at, std::string_view what);
void declareRates(Library& cx, const Scope& scope, ast::NodeId node);
void declareSource(Library& cx, Decl& decl);
// price_lists.cpp: how providers' lists are read, once all meters are declared. Of all modules, or only of the files that
// are checked themselves: what is wrong with the library is no matter of a spec.
enum class ListsOf : uint8_t { checked_files, all_modules };
std::vector<program::PriceList> readPriceLists(Library& cx, const Modules& modules, ListsOf which);
// book_rates.cpp: all meters and plans of the library by their names, whatever a file calls it.
void nameLibraryMeters(Library& cx);
// SKUs that a file names, no library lists and the price book has prices of.
void declareBookKeys(Library& cx, const Modules& modules);
// Of what the statements use, the prices that a book has and no module declares.
void declareBookRates(Library& cx);
// declare_plans.cpp: allowances and plans
void declareAllowance(Library& cx, const Decl& decl);
void declareAllowanceClauses(Library& cx, const Decl& decl);  // `excludes`, `after`: once all are known
// allowance_turns.cpp: which allowance is taken first; the order of the text says nothing.
void orderAllowances(Library& cx);
std::optional<uint32_t> allowanceNamed(Library& cx, const Scope& scope, ast::NodeId name);
void declarePlan(Library& cx, const Decl& decl);
base::Rational percentOf(Library& cx, const ast::File& file, ast::NodeId percent);  // of `8 %`: 2/25
// agreements.cpp: what the files have agreed; once rates, plans and the currency are known.
void declareAgreements(Library& cx);
// What they make of the rates; once all rates are known.
void putAgreementsInForce(Library& cx);
// declare_rates.cpp: the price that an agreement says for a row of its own; several where it has tiers.
std::vector<program::RateRow> agreedRows(Library& cx, const Scope& scope, ast::NodeId node, const MeterInfo& meter,
                                         program::RateRow row);
program::OfferId offerOf(Library& cx, const Scope& scope, ast::NodeId plan_ref);  // none with its error reported
// months.cpp: what is declared of a month becomes what it is in the billed one.
void settleMonth(Library& cx);
// Adds a row to Program::rates, or to those that wait for the month.
void addRate(Library& cx, NewRate made);
// settings.cpp
void readSettings(Library& cx);
void readFreeTier(Library& cx);  // once allowances are known
void findCalendar(Library& cx);
// group_keys.cpp: `node` says them in the file, if anything does
void settleGroups(Library& cx, const ast::File& file, ast::NodeId node);
// False, and said at `at`, when no module declares the edition.
bool checkEdition(Library& cx, std::string_view name, Span at);
// currency.cpp: the bill's, once all rates are known.
void settleCurrency(Library& cx);
// Of a provider's list: a bill whose prices all come from a book is in its currency.
void noteListCurrency(Library& cx, const ast::File& file, ast::NodeId list);
// exchange.cpp: the rate at which the billed month is shown in another currency, once its own is known.
void settleExchange(Library& cx);
// params.cpp
// A value given on the command line replaces a `param` of the file.
void overrideParams(Library& cx);
// Those that the options name stay variables.
void openVariables(Library& cx);
// Every value of the file is read once, so that an unused one is checked too. The `param`s of a whole file become the program's.
void checkValues(Library& cx, const Scope& scope);
// The value as one that can be asked over; none when it cannot be worked out, or is of no such kind.
program::ParameterValue parameterValue(Library& cx, const Value& value);
// domains.cpp: what a `param` may be, as far as it says so. Read against the declared value; that one and the one in force,
// which a flag, a scenario or an `include` may give, are among it.
struct ParamValues {
  const Decl* decl = nullptr;
  std::string name;            // as questions say it
  Type type;                   // as written; of kind `error` where there is none
  Value declared, in_force;
};
struct ReadDomain {
  program::Domain domain;
  ast::NodeId query;           // `in skus where …`: which is still to be read
};
ReadDomain readDomain(Library& cx, const Env& env, const ParamValues& values);
// Values of what is asked over that stand in the question: a range with its step, a set, or one value. What does not fit it is reported.
void checkAxisValues(Library& cx, const Env& env, const ParamValues& values, ast::NodeId domain, ast::NodeId step);
// params.cpp: the same of a declaration, and whether anything can be asked over it.
void checkAxis(Library& cx, const Env& env, const Decl& decl, ast::NodeId axis);

}  // namespace smcost::check
