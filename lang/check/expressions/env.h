// Where an expression is read, and by what times its rates count.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/check/expressions/reads.h"
#include "lang/check/values/row.h"

namespace smcost::check {

// What quantities per day and per hour count over. Filled from the statement's schedule,
// or from the period when first needed.
struct StatementTime {
  ExprId running;      // Time; none: no schedule
  ExprId span_days;    // Day; none: no schedule, or `always`
  ExprId period_days;  // Day; none until asked for
  ExprId run_time;     // Time; of the parameter labelled `for`, when it was given
  program::PlacementId day;  // `on 2025-03-14`: rates per day count once, on it, or on the days that an amount takes from it
  Span schedule;             // where it is said

  bool operator==(const StatementTime&) const = default;
};

// What a body asked of the time of the statement that it is walked for: these become columns of the statement's row.
struct TimesAsked {
  bool running = false, days = false;
  bool places = false;  // where they lie: a profile did
};
struct Env;
struct BodyTimes {
  const Env* statement = nullptr;
  TimesAsked asked;
  std::vector<ExprId> amounts;  // that do not say when on the day
};

// What prices are called while a query is read.
class QueryPrices {
 public:
  virtual ~QueryPrices() = default;
  // `price(METER)`; an error is reported.
  virtual Value of(const Env& env, ast::NodeId meter) = 0;
};

// Where an expression is read: whose names, which arguments, and where its literals go.
struct Env {
  const Scope* scope = nullptr;
  const Locals* locals = nullptr;
  Reads* reads = nullptr;      // in the body of a workload: notes which locals are read
  Row* row = nullptr;          // none: literals are constants (library bodies)
  bool bill_allowed = false;
  bool is_billed = true;           // false: a statement of another month, which is only checked
  bool begins = false;             // with the period: what its schedule does on the days before it does not happen
  std::optional<uint32_t> since;   // the first day of the month from which on the statement is there; none: it is always
  base::NameId region;             // of the statement in work; none: the bill's
  QueryPrices* prices = nullptr;   // of a query: what `price(METER)` is
  StatementTime* time = nullptr;   // of the statement being bound; none: the period's
  Row* caller = nullptr;           // in the body of a function: the row that calls it, by whose schedule rates count
  BodyTimes* of_body = nullptr;    // in the body of a workload: the times of the statement, by which rates count; none: the period's
  std::unordered_map<std::string, Known>* calls = nullptr;  // in the body of a function: those already expanded

  const ast::File& file() const { return scope->module->tree; }
};
// Where times of the statement in work are kept; none: there is no statement.
inline Row* rowOfTimes(const Env& env) { return env.row ? env.row : env.caller; }

}  // namespace smcost::check
