// What a scenario of the file changes. The tree is frozen: the names of the scenario in force
// are resolved before any statement is bound, and each statement asks for its changes when it is.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/check/library/library.h"
#include "lang/check/scenarios/scenario_names.h"

namespace smcost::check {

// `set api.monitor.time = 5min`
struct FieldSet {
  std::vector<uint32_t> path;  // options from the outside in, then the parameter: their indices
  ast::NodeId entry;
  ast::NodeId value;           // `none`: as if the statement did not say it
  ast::NodeId each;            // `each` behind the value, or none
  source::Span field;          // `api.monitor.time`
};

// What becomes of one statement.
struct StatementChanges {
  std::vector<FieldSet> sets;
  source::Span drop;           // where it is said; none: it stays
};

struct Scenario {
  const Scope* scope = nullptr;  // of the file; none: the file as written is in force
  std::string name;
  uint32_t checks_left_out = 0;  // which speak of the file as written
  std::map<std::pair<const Scope*, uint32_t>, StatementChanges> changes;  // by a statement's file and node
};

struct Scenarios : Library {
  using Library::Library;

  Scenario scenario;             // the one in force
};

// scenarios.cpp: the names of all scenarios and of `compare`, with their errors.
void checkScenarioNames(Scenarios& cx);
// scenario_entries.cpp: those of the scenario that the options name, if any.
void readScenario(Scenarios& cx);
// scenarios.cpp: what it makes of a statement; null: nothing.
const StatementChanges* changesOf(const Scenarios& cx, const Scope& scope, ast::NodeId statement);
// Whether an expression names a statement that the scenario in force drops.
bool namesDropped(Scenarios& cx, const Scope& scope, ast::NodeId node);

}  // namespace smcost::check
