// What all steps of one check share: the declarations found, and the program being made.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/base/check.h"
#include "lang/calendar/dates.h"
#include "lang/calendar/day_sets.h"
#include "lang/check/check.h"
#include "lang/check/codes.h"
#include "lang/check/declared.h"
#include "lang/check/scenario.h"
#include "lang/check/near_units.h"
#include "lang/check/usage_shapes.h"
#include "lang/check/value.h"
#include "lang/check/zones.h"
#include "lang/diagnostics/suggest.h"
#include "lang/program/evaluate.h"
#include "lang/units/currency.h"

namespace smcost::check {

using diagnostics::Sink;
using diagnostics::suggest;
using diagnostics::suggestCode;
using calendar::DaySet;
using calendar::kDaysPerWeek;
using calendar::kSecondsPerDay;
namespace kinds = diagnostics::kinds;
using source::Span;

// --- rows: the literals of one statement or check, as cells ---

struct Row {
  std::vector<program::ShapeParam> params;
  std::vector<program::Cell> cells;
  std::vector<ast::NodeId> literals;                             // per cell: the number it was read from, or none
  bool repeatable = true;      // its form depends on no literal's value: see patterns.cpp
  std::vector<std::pair<ast::NodeId, int64_t>> limits;           // but that these numbers are no greater, as digits
  std::vector<std::pair<uint32_t, program::BillRef>> bill_refs;  // column -> figure of the bill
  std::unordered_map<const Decl*, Value> lets;                   // values already brought in
  std::unordered_map<std::string, Value> calls;                  // calls already expanded
  std::vector<std::pair<Span, ExprId>>* parts = nullptr;         // of a check, for its message
  std::vector<std::pair<ExprId, program::PlacementId>> placed;   // times of which it is known when they run
  program::PlacementId day;                                      // on which all of it lies, at no known time
  base::NameId region;                                           // that the statement or its file names; none: the bill's
  std::vector<ExprId> amounts;                                   // times computed from them that are only amounts
  // The nodes of its statement. A number that stands anywhere else is none of it: in a default, a `let`, another file,
  // whose nodes have the same numbers.
  const ast::File* tree = nullptr;
  uint32_t first = 0, end = 0;
  uint32_t by_schedule = 0;    // how many values were counted by a schedule; an option may have another one

  bool isOwn(const ast::File& file, ast::NodeId node) const { return &file == tree && node.value >= first && node.value < end; }
  // The column of a new cell.
  uint32_t add(program::Cell cell, std::string name, DimensionId dimension, ast::NodeId literal = {}) {
    params.push_back({std::move(name), dimension});
    cells.push_back(cell);
    literals.push_back(literal);
    return static_cast<uint32_t>(cells.size() - 1);
  }
};

// What quantities per day and per hour count over. Filled from the statement's schedule,
// or from the period when first needed.
struct StatementTime {
  ExprId running;      // Time; none: no schedule
  ExprId span_days;    // Day; none: no schedule, or `always`
  ExprId period_days;  // Day; none until asked for
  ExprId run_time;     // Time; of the parameter labelled `for`, when it was given
  program::PlacementId day;  // `on 2025-03-14`: rates per day count once, on it, or on the days that an amount takes from it
  Span schedule;             // where it is said
};

class QueryPrices;

// Where an expression is read: whose names, which arguments, and where its literals go.
struct Env {
  const Scope* scope = nullptr;
  const Locals* locals = nullptr;
  Reads* reads = nullptr;      // in the body of a workload: notes which locals are read
  Row* row = nullptr;          // none: literals are constants (library bodies)
  bool bill_allowed = false;
  bool is_billed = true;           // false: a statement of another month, which is only checked
  bool begins = false;             // with the period: what its schedule does on the days before it does not happen
  base::NameId region;             // of the statement in work; none: the bill's
  QueryPrices* prices = nullptr;   // of a query: what `price(METER)` is
  StatementTime* time = nullptr;   // of the statement being bound; none: the period's
  Row* caller = nullptr;           // in the body of a function: the row that calls it, by whose schedule rates count
  BodyTimes* of_body = nullptr;    // in the body of a workload: the times of the statement, by which rates count; none: the period's
  std::unordered_map<std::string, Value>* calls = nullptr;  // in the body of a function: those already expanded

  const ast::File& file() const { return scope->module->tree; }
};
// Where times of the statement in work are kept; none: there is no statement.
inline Row* rowOfTimes(const Env& env) { return env.row ? env.row : env.caller; }

// In the proof of a body: columns from here on are SKUs, of which none is given yet.
inline constexpr uint32_t kOpenKeys = 1U << 24;

// What a parameter is worth in each row of a usage table: an expression over its columns. Of an option, `watch.time`.
struct GivenArgument {
  std::string name;
  Value value;
};

// A placed schedule over the billed period.
struct PlacedTimes {
  base::Rational seconds;       // it runs
  base::Rational days;          // on which it runs
  program::PlacementId running, span;
};

// How the numbers of a statement make its row, for all statements that read like it.
struct StatementPattern {
  struct Column {
    program::Cell cell;                // with the scale of the number, or as it is
    uint32_t number = UINT32_MAX;      // which open number of the statement is its mantissa
  };
  struct LineKey {
    program::KeyId fixed;
    uint32_t column = UINT32_MAX;      // a quantity given in this column
    DimensionId dimension;
  };
  program::UsageTableId table;
  std::vector<Column> columns;
  std::vector<LineKey> keys;           // per line
  base::NameId region;                 // of the file that the statements stand in
  std::vector<std::pair<uint32_t, int64_t>> limits;  // open numbers, and what they may be at most
  std::vector<program::PlacementId> placements;  // per line
};

// Digits as written: value = mantissa * 10^exponent.
struct Digits {
  int64_t small = 0;
  base::Integer large;
  bool is_large = false;
  int exponent = 0;
};

// What is found once for a period and used by many statements.
struct PeriodFacts {
  std::optional<program::Cell> days, seconds;
  program::PlacementId placement;                             // all of it; none until asked for
  // By the schedule's text: of what is always there, and of what begins with the period.
  std::unordered_map<std::string, PlacedTimes> placed_times, beginning_times;
};

class PeriodSwap;

struct Context {
  Context(const source::SourceManager& sources_in, const Options& options_in, Sink* sink_in,
          program::Program& program_in, units::Units& units_in)
      : sources(sources_in), options(options_in), sink(sink_in), program(program_in), units(units_in) {}

  const source::SourceManager& sources;
  const Options& options;
  Sink* sink;
  program::Program& program;
  units::Units& units;

  std::deque<Decl> decls;
  std::deque<Scope> scopes;
  std::deque<WordsSet> words;
  std::deque<Workload> workloads, option_types;
  std::deque<MeterInfo> meters;
  std::vector<std::pair<uint32_t, uint32_t>> said_after;  // allowances: the later, and what it is `after`
  std::unordered_map<std::string, program::KeyId> keys;        // SKUs and words
  std::unordered_map<std::string, program::KeyId> quantity_keys;
  std::map<std::tuple<int64_t, uint32_t, uint32_t>, program::KeyId> cell_keys;  // of literals: mantissa, scale, dimension
  PeriodFacts period;
  PeriodSwap* period_swap = nullptr;                           // while another period is the billed one
  Scenario scenario;                                           // the one in force
  Scope* main = nullptr;                                       // of the file itself
  std::unordered_map<const Scope*, const BilledFile*> including;  // of each included file
  std::deque<std::pair<Module, Scope>> flag_values;            // of `-p name=value`
  Codes skus, regions;                                         // of regions the first is the usual one
  std::unordered_map<std::string, std::vector<Zone>> zones;    // each for some years
  std::vector<std::pair<const Scope*, ast::NodeId>> unread_facts;  // tables of the library: read when a fact is asked
  std::unordered_map<uint64_t, std::vector<Written>> fact_units;  // of SKU and column: families that facts are written in
  std::unordered_map<uint32_t, program::Site> divisions;       // of division nodes, by ExprId
  std::unordered_map<std::string, UsageShape> usage_shapes;
  std::unordered_map<std::string, uint32_t> check_shapes;
  std::map<std::pair<const units::UnitExpr*, int>, uint32_t> literal_scales;
  std::unordered_map<uint32_t, std::vector<GivenArgument>> arguments;  // of a usage table's statements
  // Statements declared so far: where each stands, and whether it is bound.
  struct PendingStatement {
    const Scope* scope = nullptr;
    ast::NodeId node;
    enum class State : uint8_t { waiting, binding, bound } state = State::waiting;
    const std::vector<FieldSet>* sets = nullptr;  // of the scenario in force
  };
  std::vector<PendingStatement> pending;
  std::unordered_map<uint32_t, uint32_t> head_ordinals;        // head's name -> unnamed ones so far
  // patterns.cpp: the patterns met, and of the statement in work its pattern, its open
  // numbers, whether it has a pattern, and its keys.
  std::unordered_map<std::string, StatementPattern> patterns;
  struct OpenNumber {
    uint32_t node;
    int64_t mantissa;
  };
  std::string skeleton;
  std::vector<OpenNumber> open_numbers;
  bool pattern_open = false;
  uint32_t repeats = 0;
  bool keys_read = false;  // by the body in work: its shape depends on the SKUs it is given
  std::vector<program::KeyId> pattern_keys;
  // Found by name; without a library they stay plain numbers and `has_calendar` is false.
  DimensionId time = units::kNoDimension, day = units::kNoDimension, month = units::kNoDimension;
  bool has_calendar = false;
  bool period_wrong = false;                                   // and said so: what does not fit it is no error of its own
  int depth = 0;                                               // of definitions being followed
  size_t errors_elsewhere = 0;                                 // in statements bound because another asked for them
  size_t unbound = 0;                                          // items of the statement in work whose error was said elsewhere
  bool wants_bill = false;                                     // a figure of the bill was asked for

  std::string_view text(const ast::File& file, ast::NodeId node) const { return sources.text(file.span(node)); }
  units::Dimensions& dimensions() { return program.dimensions; }
  DimensionId money() { return units::moneyIn(dimensions(), program.names.text(program.currency)); }  // in the bill's currency
  program::ExprPool& pool() { return program.pool; }
};

// Of a price, in place of a region: it holds in each.
inline constexpr std::string_view kEverywhere = "everywhere";

// Definitions that lead to definitions; beyond it a spec is refused, not a stack lost.
inline constexpr int kMaxInferDepth = 1500;

// --- steps, in running order; each in the file of its name ---

// declare.cpp: names of all modules, then what the declarations say.
Scope& declareModules(Context& cx, const std::vector<Module>& modules);
Decl* declare(Context& cx, Scope& scope, Space space, Decl decl);
// declare_units.cpp
void declareDimensionsAndUnits(Context& cx, const Module& module, const Scope& scope);
// declare_workloads.cpp
void declareWorkload(Context& cx, Decl& decl);
void proveOptionsEnd(Context& cx);  // no option holds itself
// declare_meters.cpp, declare_rates.cpp
void declareMeter(Context& cx, Decl& decl);
// A constant in base units; none with its error reported.
std::optional<base::Rational> constantOf(Context& cx, const Scope& scope, ast::NodeId node, DimensionId wanted,
                                         std::string_view what);
// The same of what a meter measures; X-months too where the meter has a basis.
std::optional<base::Rational> constantQuantity(Context& cx, const Scope& scope, ast::NodeId node, const MeterInfo& meter,
                                               std::string_view what);
program::KeyId readMeterKey(Context& cx, const Scope& scope, ast::NodeId key, const MeterInfo& meter);
void declareRates(Context& cx, const Scope& scope, ast::NodeId node);
void declareSource(Context& cx, Decl& decl);
// price_lists.cpp: how providers' lists are read, once all meters are declared. Of all modules, or only of the files that
// are checked themselves: what is wrong with the library is no matter of a spec.
enum class ListsOf : uint8_t { checked_files, all_modules };
std::vector<program::PriceList> readPriceLists(Context& cx, const std::vector<Module>& modules, ListsOf which);
// book_rates.cpp: SKUs that a file names, no library lists and the price book has prices of.
void declareBookKeys(Context& cx, const std::vector<Module>& modules);
// Of what the statements use, the prices that a book has and no module declares.
void declareBookRates(Context& cx);
// declare_plans.cpp: allowances, plans, and commitments to them
void declareAllowance(Context& cx, Decl& decl);
void declareAllowanceClauses(Context& cx, Decl& decl);  // `excludes`, `after`: once all are known
// allowance_turns.cpp: which allowance is taken first; the order of the text says nothing.
void orderAllowances(Context& cx);
std::optional<uint32_t> allowanceNamed(Context& cx, const Scope& scope, ast::NodeId name);
void declarePlan(Context& cx, Decl& decl);
// The declaration that a path means; null with its error reported.
Decl* findNamed(Context& cx, const Scope& scope, Space space, ast::NodeId path, const diagnostics::Kind<diagnostics::Text>& kind);
base::Rational percentOf(std::string_view percent);  // of `8 %`: 2/25
// agreements.cpp: what the files have agreed; once rates, plans and the currency are known.
void declareAgreements(Context& cx);
// What they make of the rates; once all rates are known.
void putAgreementsInForce(Context& cx);
// Does the text ask what is payable?
bool namesPayable(Context& cx, const Scope& scope, ast::NodeId node);
inline constexpr std::string_view kPayable = "payable";
// declare_rates.cpp: the price that an agreement says for a row of its own; several where it has tiers.
std::vector<program::RateRow> agreedRows(Context& cx, const Scope& scope, ast::NodeId node, const MeterInfo& meter,
                                         program::RateRow row);
program::OfferId offerOf(Context& cx, const Scope& scope, ast::NodeId plan_ref);  // none with its error reported
void addCommitment(Context& cx, Env& env, ast::NodeId node, program::StatementId id);
// types.cpp
Type readType(Context& cx, const Scope& scope, ast::NodeId type);
std::string showType(Context& cx, const Value& value);
std::string showType(Context& cx, const Type& type);
// settings.cpp
void readSettings(Context& cx, const Scope& scope, const std::deque<BilledFile>& files);
void readFreeTier(Context& cx, const Scope& scope);  // once allowances are known
void findCalendar(Context& cx);
// False, and said at `at`, when no module declares the edition.
bool checkEdition(Context& cx, std::string_view name, Span at);
// statements.cpp: binds a statement unless it is bound already; statements may use each
// other's arguments in any order.
void ensureStatement(Context& cx, program::StatementId id);
// Errors of what is being bound, without those of statements it asked for, which stand elsewhere.
inline size_t ownErrors(const Context& cx) { return cx.sink->errorCount() - cx.errors_elsewhere + cx.unbound; }
// A statement of the text gets its id before any is bound.
void declareStatement(Context& cx, Scope& scope, ast::NodeId node, const std::string& prefix);
// patterns.cpp: adds the row of a statement that reads like an earlier one, its nodes being
// first..end; else it is bound, and remembered.
bool bindByPattern(Context& cx, const Scope& scope, uint32_t first, uint32_t end, program::StatementId id);
void rememberPattern(Context& cx, const Row& row, std::vector<StatementPattern::LineKey> keys,
                     program::UsageTableId table);
// checks.cpp
void addCheck(Context& cx, const Scope& scope, ast::NodeId node);
void addCondition(Context& cx, const Scope& file_scope, const Options::Condition& condition);
// Appends a row to the table of checks with these outputs, made when it is the first.
struct CheckRow {
  uint32_t table = 0, row = 0;
};
CheckRow addCheckRow(Context& cx, const std::vector<ExprId>& outputs, std::vector<std::string> names, const Row& row);
// check.cpp: the checks among these items, unless the scenario leaves them out.
void addChecks(Context& cx, const Scope& scope, const std::vector<ast::NodeId>& items);
void addFileChecks(Context& cx, const std::deque<BilledFile>& files);
// answers.cpp: a REPL's text: its input is bound first, the statements behind it only if it needs
// the bill. One without a name is a bill of its own.
void checkInput(Context& cx, const std::deque<BilledFile>& files);
// An expression that a REPL asks for.
void addQuestion(Context& cx, const Scope& scope, ast::NodeId node);
// The value of a name that the options give; none when they give no such name.
std::optional<Value> givenValue(Context& cx, const Env& env, std::string_view name, Span at);

// --- expressions ---

// infer.cpp
Value infer(Context& cx, const Env& env, ast::NodeId node);
Value inferNumber(Context& cx, const Env& env, ast::NodeId node);   // reports what is no number
Value truth(Context& cx, const Env& env, const Value& value);       // as a condition
// infer_names.cpp
Value inferPath(Context& cx, const Env& env, ast::NodeId node);
Value inferCall(Context& cx, const Env& env, ast::NodeId node);
Value valueOfDecl(Context& cx, const Env& env, Decl& decl, Span at);
// infer_arithmetic.cpp
Value add(Context& cx, const Env& env, Value a, Value b, bool subtract, Span at);
Value multiply(Context& cx, Value a, Value b, Span at);
Value divide(Context& cx, Value a, Value b, Span at);
Value each(Context& cx, Value a, const Value& count, Span at);
Value compareValues(Context& cx, const Env& env, Value a, Value b, std::string_view op, Span at);
bool unify(Context& cx, Value& a, Value& b);    // tags of untagged literals
// What an operand hands on to the result: whether it flows, and the units it was written in that
// are still of the result's dimension.
void inherit(Context& cx, Value& result, const Value& operand);
Value zeroOf(Context& cx, DimensionId dimension);
// literals.cpp
Digits readDigits(std::string_view text);
Value numberValue(Context& cx, const Env& env, ast::NodeId literal, const units::UnitExpr* unit, Span span);
Value literal(Context& cx, const Env& env, ast::NodeId node);       // number, quantity, compound, percent, times, text
Value cellValue(Context& cx, const Env& env, const base::Rational& value, DimensionId dimension,
                std::string_view name);
Value columnValue(Context& cx, const Env& env, program::Cell cell, DimensionId dimension, std::string_view name);
const units::UnitExpr* unitOf(Context& cx, const ast::File& file, ast::NodeId unit);  // reports
// The inside of a text literal.
std::string unquoted(std::string_view text);
// keys.cpp
program::KeyId keyOfQuantity(Context& cx, const base::Rational& value, DimensionId dimension, std::string_view text);
program::KeyId addKey(Context& cx, std::string_view text);
program::KeyId keyOfName(Context& cx, std::string_view text);
program::KeyId keyOfValue(Context& cx, const Value& value, const Row& row);
StatementPattern::LineKey lineKey(Context& cx, const Value& value, Row& row);
bool checkKey(Context& cx, const MeterInfo& meter, const Value& key, Span at);  // reports
// schedules.cpp
Value schedule(Context& cx, const Env& env, ast::NodeId node);      // always, amount, placed
bool wantCalendar(Context& cx, Span at);                            // false with its error reported
ExprId runningTime(Context& cx, const Env& env);                    // of the statement, or the period
ExprId spanDays(Context& cx, const Env& env);
ExprId spanTime(Context& cx, const Env& env);                       // what `span` in a body means
// profiles.cpp
Value profile(Context& cx, const Env& env, ast::NodeId node);       // its total over the statement's schedule
// amounts.cpp: no amount is longer than the day or the month in which it lies; false with its
// error reported.
bool fitsPeriod(Context& cx, const Env& env, const Value& raw, const Value& bound, Span at);
bool fitsDay(Context& cx, const Env& env, ExprId per_day, Span at);
bool fitsDays(Context& cx, const Env& env, ExprId days, Span at);
// day_sets.cpp
// The days of the period as a whole number, for day lists; none with its error reported.
std::optional<int> wholeDaysOfPeriod(Context& cx, Span at, std::string_view what);
// The days that a text names; none with its error reported.
std::optional<DaySet> readDays(Context& cx, Span at, std::string_view text, int days);
// A period and how long it is, for messages.
std::string periodInDays(Context& cx);
// `2025-03-14` as days since 1970; none, with its error, when the calendar has no such day.
std::optional<uint32_t> dateDay(Context& cx, Span at, std::string_view text);
// lists.cpp
Value list(Context& cx, const Env& env, ast::NodeId node);           // `[a, b]`
Value mapList(const Value& list, Span at, const std::function<Value(const Value&)>& each);
Value sumOf(Context& cx, const Env& env, const Value& list, Span at);
Value lengthOf(Context& cx, Value value);  // of a range; any other value is itself
// The time each range holds alone and its equal part of what it shares.
Value shareOf(Context& cx, const Env& env, const Value& list, Span at);
// Gives the ranges their share as cells of the row.
void shareRanges(Context& cx, const Env& env, std::vector<Value*> ranges);
// clock_times.cpp: `0h..2h` without days is a range of times, not of the clock.
bool isTimeRange(Context& cx, const ast::File& file, ast::NodeId placed);
Value timeRange(Context& cx, const Env& env, ast::NodeId placed);
// `weekdays 9:00..17:00`, of something that begins with the period or is always there. Null with
// its error reported. Valid until the next call.
const PlacedTimes* placedTimes(Context& cx, const ast::File& file, ast::NodeId placed, bool begins);
program::PlacementId wholePeriod(Context& cx);
// placements.cpp: when each line of a row runs, beside a row about to be appended.
void addPlacements(Context& cx, UsageShape& shape, const Row& row);
void addPlacement(program::UsageTable& usage, size_t line, program::PlacementId placement);
// mismatch.cpp
void reportMismatch(Context& cx, Span at, std::string message, const Value& a, const Value& b);
void labelSides(Context& cx, diagnostics::Diagnostic& diagnostic, const Value& a, const Value& b);
void explainMismatch(Context& cx, diagnostics::Diagnostic& diagnostic, const Value& a, const Value& b);
// coerce.cpp: a value for a parameter (or let, fn argument) of a stated type
Value coerce(Context& cx, const Env& env, const Value& value, const Type& type, std::string_view name, Span at);
// `80k/day` beside `1`: a rate of a plain number or a count as what it comes to, any other value as it is.
Value countOver(Context& cx, const Env& env, const Value& value, const Value& beside);
bool fits(Context& cx, const Type& type, const Value& kind_only);
// keys.cpp: what an expression is worth in this row, whose form then depends on its numbers; none
// when it fails, which its evaluation reports.
std::optional<base::Rational> valueInRow(Context& cx, Row* row, ExprId expr);
// --- phrases ---

// An argument as it stands in the phrase.
struct Argument {
  ast::NodeId value;            // none: not given
  ast::NodeId label;            // none: unlabelled
  bool is_each = false;
  std::shared_ptr<std::vector<Argument>> option;  // of an option: its own arguments
  std::vector<Argument> more;   // of a `with many` option: the further ones
  Span span;
  const Scope* scope = nullptr; // where a scenario's value stands; none: with the statement
};
// bind.cpp: the items of a phrase, those of its blocks too; items -> parameters.
std::vector<ast::NodeId> phraseItems(const ast::File& file, const ast::NodeId* begin, const ast::NodeId* end);
std::vector<Argument> bindPhrase(Context& cx, const Env& env, const Workload& workload,
                                 const ast::NodeId* begin, const ast::NodeId* end);
// Whether two bare parameters could take the same item, and which.
bool kindsOverlap(Context& cx, const Type& a, const Type& b, std::string& why);
// Does a number of this dimension, or a rate of it, belong to a parameter of the type?
bool acceptsDimension(Context& cx, const Type& type, DimensionId dimension);
// arguments.cpp: their values, in the order of the parameters.
// A label with a block as its value: reported.
void refuseLabelledBlocks(Context& cx, const ast::File& file, const Workload& workload, const ast::NodeId* begin,
                          const ast::NodeId* end);
bool inferArguments(Context& cx, Env& env, const Workload& workload, const std::vector<Argument>& arguments,
                    Span at, Locals& locals);
// metering.cpp: the meter a name means; null with its error reported.
Decl* findMeter(Context& cx, const Env& env, ast::NodeId path);
// Turns the value into what the meter measures; false with its error reported.
bool measures(Context& cx, Value& value, const MeterInfo& meter, Span at);
// Applies a rounding or a minimum at its level: to what one such thing uses.
bool applyGranule(Context& cx, Value& value, const MeterInfo& meter, const MeterInfo::Granule& granule, bool is_minimum,
                  const std::string& line, Span at);
// instantiate.cpp: a workload body under these values -> usage shape and row; no row if it is not billed.
void addUsageRow(Context& cx, Env& env, const Workload& workload, const std::vector<Argument>& arguments,
                 const Locals& locals, Row& row, program::StatementId id);
void addRawUsage(Context& cx, Env& env, ast::NodeId meter_use, Row& row, program::StatementId id);
// A statement of one line of a meter without a body around it. Null when it is not billed.
program::UsageTable* addOneLine(Context& cx, Env& env, std::string name, const MeterInfo& meter, ExprId quantity, Span span,
                                program::StatementId id);
// Walks a body once for its errors only.
void checkBody(Context& cx, const Workload& workload, const Locals& locals, ExprId span);
// shapes.cpp
void collectSites(Context& cx, program::Shape& shape);

}  // namespace smcost::check
