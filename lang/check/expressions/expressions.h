// Expressions of the text as values: the check as far as it knows the period, facts and the arguments of statements.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lang/calendar/day_sets.h"
#include "lang/check/expressions/env.h"
#include "lang/check/expressions/period_in_force.h"
#include "lang/check/expressions/zones.h"
#include "lang/check/values/values.h"

namespace smcost::check {

using calendar::DaySet;
using calendar::kDaysPerWeek;
using calendar::kSecondsPerDay;

// Digits as written: value = mantissa * 10^exponent.
struct Digits {
  int64_t small = 0;
  base::Integer large;
  bool is_large = false;
  int exponent = 0;
};

// The scales of literals by their unit and decimals, so that a million prices in one unit share one id.
class LiteralScales {
 public:
  uint32_t of(program::CellStore& cells, const units::UnitExpr* unit, int exponent) {
    const auto [at, is_new] = ids_.try_emplace({unit, exponent});
    if (is_new) at->second = cells.scale(base::powerOfTen(exponent) * (unit ? unit->scale : base::Rational(1))).value;
    return at->second;
  }

 private:
  std::map<std::pair<const units::UnitExpr*, int>, uint32_t> ids_;
};

// What a parameter is worth in each row of a usage table: an expression over its columns. Of an option, `watch.time`.
struct GivenArgument {
  std::string name;
  Number value;
  bool varies = false;  // it is another one at other times
};

// What expressions ask of the room above them: another statement's arguments are known once it is bound.
class StatementArguments {
 public:
  // Binds the statement, whose errors are said where it stands; one that is being bound already, in a cycle, is left as it is.
  virtual void bind(program::StatementId id) = 0;
  // The statements of a file (none: of the bill) that have this value of a tag; they are known when all are bound.
  virtual std::shared_ptr<const std::vector<program::StatementId>> ownedBy(uint32_t file, std::string_view key, std::string_view value, Span at) = 0;

 protected:
  ~StatementArguments() = default;
};

// Where the value stands that is read in place of a declared one: of `-p name=value`, of a scenario's `set name = value`, or of
// `include … with name = value`, in place of which the others may stand.
struct Override {
  const Scope* scope = nullptr;
  ast::NodeId value;
  bool is_of_include = false;
};

struct Expressions : Values {
  Expressions(const source::SourceManager& sources_in, const Options& options_in, Sink* sink_in, program::Program& program_in,
              units::Units& units_in, const Expressions* below)
      : Values(sources_in, options_in, sink_in, program_in, units_in, below) {
    if (!below) return;
    zones = base::LayeredMap<Zones>(&below->zones);
    unread_facts = below->unread_facts;
    fact_units = base::LayeredMap<FactUnits>(&below->fact_units);
  }

  using Zones = std::unordered_map<std::string, std::vector<Zone>>;
  using FactUnits = std::unordered_map<uint64_t, std::vector<Written>>;

  PeriodInForce period{program};
  bool reads_period = false;                                   // something was worked out that is so in this period only
  base::LayeredMap<Zones> zones;                               // each for some years
  LiteralScales literal_scales;
  std::vector<std::pair<const Scope*, ast::NodeId>> unread_facts;  // tables of the library: read when a fact is asked
  base::LayeredMap<FactUnits> fact_units;                      // of SKU and column: families that facts are written in
  std::unordered_map<const Decl*, Override> overrides;         // of declared values
  std::unordered_map<uint32_t, std::vector<GivenArgument>> arguments;  // of a usage table's statements
  StatementArguments* statement_arguments = nullptr;
  bool period_wrong = false;                                   // and said so: what does not fit it is no error of its own

  bool wantsBill() const { return wants_bill_; }
  const program::Period& billedPeriod() {
    reads_period = true;
    return program.period;
  }

 private:
  friend Value infer(Expressions& cx, const Env& env, ast::NodeId node);
  friend Value billValue(Expressions& cx, const Env& env, program::BillRef ref, Span at);

  int depth_ = 0;                                              // of definitions being followed
  bool wants_bill_ = false;                                    // a figure of the bill was asked for
};

// Definitions that lead to definitions; beyond it a spec is refused, not a stack lost.
inline constexpr int kMaxInferDepth = 1500;

// infer.cpp
Value infer(Expressions& cx, const Env& env, ast::NodeId node);
Value inferConditional(Expressions& cx, const Env& env, ast::NodeId node, const Type& type);  // of `if`, each branch of the type
Value inferNumber(Expressions& cx, const Env& env, ast::NodeId node);   // reports what is no number
Value truth(Expressions& cx, const Env& env, const Value& value);       // as a condition
// Do only SKUs decide this, none of which is given yet in the proof of a body?
bool isOpen(const program::ExprPool& pool, ExprId expr);
// paths.cpp
Value inferPath(Expressions& cx, const Env& env, ast::NodeId node);
Value valueOfDecl(Expressions& cx, const Env& env, const Decl& decl, Span at);
// The region of what is read: the statement's, or that of its file; none: the bill's.
base::NameId regionOf(const Expressions& cx, const Env& env);
// Has a workload a line of this name in its body, at any depth of its conditions?
bool hasLine(Expressions& cx, const Workload& workload, std::string_view name);
// All names that could have been meant.
std::vector<std::string> visibleValues(Expressions& cx, const Env& env);
// The end of a chain of definitions that met itself.
void reportCycle(Expressions& cx, const Decl& decl, Span at);
// powers.cpp
Value inferPower(Expressions& cx, const Env& env, ast::NodeId node);     // `x ^ n`
// calls.cpp
Value inferCall(Expressions& cx, const Env& env, ast::NodeId node);
std::string timesKey(const Env& env);  // by which times what counts by the schedule counts
// words.cpp
// The value of a node that stands for something of this type: a lone word is a constant of the type's
// words or, if there is none of that spelling, a name. Any other node is an expression.
Value inferAs(Expressions& cx, const Env& env, const Type& type, ast::NodeId node);
// Does the word name a value: one of the file, or in a body an argument?
bool namesWord(Expressions& cx, const Env& env, std::string_view word);
// given.cpp
// The value of a name that the options give; none when they give no such name.
std::optional<Value> givenValue(Expressions& cx, const Env& env, std::string_view name, Span at);
// literals.cpp
Digits readDigits(std::string_view text);
base::Rational valueOf(const Digits& digits);
Value numberValue(Expressions& cx, const Env& env, ast::NodeId literal, const units::UnitExpr* unit, Span span);
Value literal(Expressions& cx, const Env& env, ast::NodeId node);       // number, quantity, compound, percent, times, text
Value cellValue(Expressions& cx, const Env& env, const base::Rational& value, DimensionId dimension,
                std::string_view name);
Value columnValue(Expressions& cx, const Env& env, program::Cell cell, DimensionId dimension, std::string_view name);
// The name of the parameter whose value stands in a column, as the library spells it; what is computed has none.
void nameColumn(Expressions& cx, Row& row, ExprId held, std::string_view name);
// unit_exprs.cpp
const units::UnitExpr* unitOf(Expressions& cx, const ast::File& file, ast::NodeId unit);  // reports
// schedules.cpp
Value schedule(Expressions& cx, const Env& env, ast::NodeId node);      // always, amount, placed, placed_list
Value placedSchedule(Expressions& cx, const Env& env, const std::vector<ast::NodeId>& parts);  // items of a phrase
Value scheduleOfList(Expressions& cx, const Env& env, const Decl& list, Span at);
bool wantCalendar(Expressions& cx, Span at);                            // false with its error reported
ExprId runningTime(Expressions& cx, const Env& env);                    // of the statement, or the period
ExprId spanDays(Expressions& cx, const Env& env);
ExprId spanTime(Expressions& cx, const Env& env);                       // what `span` in a body means
// profiles.cpp
// Where the days lie over which a rate per day counts; none for an amount.
std::optional<program::PlacementId> placeOfDays(Expressions& cx, const Env& env);
void reportProfileOfAmount(Expressions& cx, const Env& env, Span at, std::string_view what);
Value profile(Expressions& cx, const Env& env, ast::NodeId node);       // its total over the statement's schedule
// What stands behind the days and clock times of an entry.
ast::NodeId valueOfSlot(const ast::File& file, ast::NodeId slot);
// Whether a value of this type is a level, which a profile says for days or hours: a multiple, or what is there (`stock`).
bool isLevelProfile(const ast::File& file, ast::NodeId node, const Type& type);
Value levelProfile(Expressions& cx, const Env& env, ast::NodeId node, const Type& type, std::string_view name);
// growth.cpp
Value grown(Expressions& cx, const Env& env, ast::NodeId node);         // `100 GB grows 20 GB/month`
// A column of the statement's row that stands for the levels of a course, and is like `level` in all else.
Value standFor(Expressions& cx, const Env& env, Course course, const Value& level);
// amounts.cpp: no amount is longer than the day or the month in which it lies; false with its
// error reported.
bool fitsPeriod(Expressions& cx, const Env& env, const Value& raw, ExprId bound, Span at);
bool fitsDay(Expressions& cx, const Env& env, ExprId per_day, Span at);
bool fitsDays(Expressions& cx, const Env& env, ExprId days, Span at);
// day_sets.cpp
// The days of the period as a whole number, for day lists; none with its error reported.
std::optional<int> wholeDaysOfPeriod(Expressions& cx, Span at, std::string_view what);
// The days of one term of a `day_set`, which is no name; none with its error reported.
std::optional<DaySet> readDays(Expressions& cx, const ast::File& file, ast::NodeId term, int days);
// False, with its error reported, when the period is no calendar month.
bool hasMonth(Expressions& cx, Span at, std::string_view what);
// `every 2 weeks`: on which day?
void reportNoFirstDay(Expressions& cx, Span at);
// A period and how long it is, for messages.
std::string periodInDays(Expressions& cx);
// `2025-03-14` as days since 1970; none, with its error, when the calendar has no such day.
std::optional<uint32_t> dateDay(Expressions& cx, Span at, std::string_view text);
// lists.cpp
Value list(Expressions& cx, const Env& env, ast::NodeId node);           // `[a, b]`
Value mapList(const List& list, Span at, const std::function<Value(const Value&)>& each);
Value sumOf(Expressions& cx, const Value& value, Span at);
Value lengthOf(Expressions& cx, Value value);  // of a range; any other value is itself
// The time each range holds alone and its equal part of what it shares.
Value shareOf(Expressions& cx, const Env& env, const Value& value, Span at);
// Gives the ranges their share as cells of the row.
void shareRanges(Expressions& cx, const Env& env, const std::vector<Range*>& ranges);
// clock_times.cpp: `0h..2h` without days is a range of times, not of the clock.
bool isTimeRange(const ast::File& file, ast::NodeId node);
Value timeRange(Expressions& cx, const Env& env, ast::NodeId placed);
// placed_times.cpp: the parts of a schedule, `weekdays 9:00..17:00`, of something that begins with the period or is
// always there. Null with its error reported. Valid until the next call.
const PlacedTimes* placedTimes(Expressions& cx, const Scope& scope, const std::vector<ast::NodeId>& parts, bool begins);
const PlacedTimes* placedTimesOfList(Expressions& cx, const Decl& list, Span at, bool begins);
// `mon and wed`, where none of these names is of anything else than days.
bool isJoinedDays(Expressions& cx, const Scope& scope, ast::NodeId node);
// day_lists.cpp: what is wrong with lists of days is said where they are declared.
void readDayLists(Expressions& cx);
std::string yearsOfList(Expressions& cx, const Decl& list);  // "2025 to 2026"
// day_rates.cpp: `3 runs per weekday`
bool isDayRate(Expressions& cx, const ast::File& file, ast::NodeId unit);
Value dayRate(Expressions& cx, const Env& env, ast::NodeId quantity);
program::PlacementId wholePeriod(Expressions& cx);
// coerce.cpp: a value for a parameter (or let, fn argument) of a stated type
Value coerce(Expressions& cx, const Env& env, const Value& value, const Type& type, std::string_view name, Span at);
// `80k/day` beside `1`: a rate of a plain number or a count as what it comes to, any other value as it is.
Value countOver(Expressions& cx, const Env& env, const Value& value, const Number& beside);
bool fits(Expressions& cx, const Type& type, const Value& kind_only);

}  // namespace smcost::check
