// Values, their types and what is computed with them: the check as far as it knows dimensions, and what is declared.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/base/check.h"
#include "lang/check/names/names.h"
#include "lang/check/values/declared.h"
#include "lang/check/values/row.h"
#include "lang/check/values/value.h"
#include "lang/program/evaluate.h"
#include "lang/program/program.h"
#include "lang/units/currency.h"
#include "lang/units/unit.h"

namespace smcost::check {

struct Values : Names {
  Values(const source::SourceManager& sources_in, const Options& options_in, Sink* sink_in, program::Program& program_in,
         units::Units& units_in, const Values* below)
      : Names(sources_in, options_in, sink_in, below), program(program_in), units(units_in) {
    if (!below) return;
    workloads = base::LayeredDeque<Workload>(&below->workloads);
    option_types = base::LayeredDeque<Workload>(&below->option_types);
    meters = base::LayeredDeque<MeterInfo>(&below->meters);
    keys = base::LayeredMap<NamedKeys>(&below->keys);
    quantity_keys = base::LayeredMap<NamedKeys>(&below->quantity_keys);
    divisions = base::LayeredMap<Divisions>(&below->divisions);
    time = below->time;
    day = below->day;
    month = below->month;
    has_calendar = below->has_calendar;
  }

  using NamedKeys = std::unordered_map<std::string, program::KeyId>;
  using Divisions = std::unordered_map<uint32_t, program::Site>;  // of division nodes, by ExprId

  program::Program& program;
  units::Units& units;

  base::LayeredDeque<Workload> workloads, option_types;
  base::LayeredDeque<MeterInfo> meters;
  base::LayeredMap<NamedKeys> keys;                            // SKUs and words
  base::LayeredMap<NamedKeys> quantity_keys;
  std::map<std::tuple<int64_t, uint32_t, uint32_t>, program::KeyId> cell_keys;  // of literals: mantissa, scale, dimension
  base::LayeredMap<Divisions> divisions;
  std::vector<program::Site>* divided = nullptr;  // of the row in work, where it keeps its own
  std::unordered_map<const Decl*, uint32_t> varied;            // the `param`s that stay variables: which of Variables::all
  std::unordered_set<uint32_t> guarded;                        // what is among the guards already
  bool keys_read = false;  // by the body in work: its shape depends on the SKUs it is given
  // Found by name; without a library they stay plain numbers and `has_calendar` is false.
  DimensionId time = units::kNoDimension, day = units::kNoDimension, month = units::kNoDimension;
  bool has_calendar = false;
  std::optional<base::Rational> month_seconds;  // of the billed month: the basis of meters that say no other; none: not known yet

  units::Dimensions& dimensions() { return program.dimensions; }
  program::ExprPool& pool() { return program.pool; }
  DimensionId money() { return units::moneyIn(dimensions(), program.names.text(program.currency)); }  // in the bill's currency
};

// In the proof of a body: columns from here on are SKUs, of which none is given yet.
inline constexpr uint32_t kOpenKeys = 1U << 24;

// types.cpp
Type readType(Values& cx, const Scope& scope, ast::NodeId type);
std::string showType(Values& cx, const Value& value);
std::string showType(Values& cx, const Type& type);
// overlaps.cpp
// Whether two bare parameters could take the same item, and which.
bool kindsOverlap(Values& cx, const Type& a, const Type& b, std::string& why);
// Does a number of this dimension, or a rate of it, belong to a parameter of the type?
bool acceptsDimension(Values& cx, const Type& type, DimensionId dimension);
// arithmetic.cpp
Value add(Values& cx, Value a, Value b, bool subtract, Span at);
Value multiply(Values& cx, Value a, Value b, Span at);
Value divide(Values& cx, Value a, Value b, Span at);
Value each(Values& cx, Value a, const Value& count, Span at);
Value compareValues(Values& cx, Value a, Value b, std::string_view op, Span at);
void retag(Values& cx, Number& number, DimensionId dimension);
bool unify(Values& cx, Number& a, Number& b);  // tags of untagged literals
// What an operand hands on to the result: whether it flows, and the units it was written in that
// are still of the result's dimension.
void inherit(Values& cx, Number& result, const Number& operand);
Value zeroOf(Values& cx, DimensionId dimension);
// mismatch.cpp
void reportMismatch(Values& cx, Span at, std::string message, const Value& a, const Value& b);
void labelSides(Values& cx, diagnostics::Diagnostic& diagnostic, const Value& a, const Value& b);
void explainMismatch(Values& cx, diagnostics::Diagnostic& diagnostic, const Value& a, const Value& b);
// keys.cpp
program::KeyId keyOfQuantity(Values& cx, const base::Rational& value, DimensionId dimension, std::string_view text);
program::KeyId addKey(Values& cx, std::string_view text);
program::KeyId keyOfName(Values& cx, std::string_view text);
program::KeyId keyOfValue(Values& cx, const Value& value, const Row& row);
bool checkKey(Values& cx, const MeterInfo& meter, const Value& key, Span at);  // reports
// What an expression is worth in this row, whose form then depends on its numbers; none when it fails, which its
// evaluation reports.
std::optional<base::Rational> valueInRow(Values& cx, Row* row, ExprId expr);
// shapes.cpp
void collectSites(Values& cx, program::Shape& shape);
// unit_words.cpp
// How a reader would say the base unit of one dimension: `runs`, `seconds`, `USD`; of several dimensions nothing.
std::optional<std::string> unitWordOf(Values& cx, DimensionId dimension, std::string_view number);
// Is it the only unit of its dimension, so that no other can be meant? `15` may be minutes as well as seconds.
bool isOnlyUnit(Values& cx, std::string_view word);

}  // namespace smcost::check
