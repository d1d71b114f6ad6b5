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

#include "lang/source/source.h"
#include "lang/syntax/ast.h"

namespace smcost::check {

struct Argument;
struct Context;
struct Decl;
struct Scope;
struct Workload;

// A file whose statements are billed: one that is included under its name, or the file itself,
// which is the last.
struct BilledFile {
  Scope* scope = nullptr;
  std::string prefix;          // "vision."; of the file itself empty
  const BilledFile* including = nullptr;
  source::Span span;           // where it is included
};

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

// scenarios.cpp: the names of all scenarios and of `compare`, with their errors.
void checkScenarioNames(Context& cx, const Scope& main);
// scenario_entries.cpp: those of the scenario that the options name, if any.
void readScenario(Context& cx, Scope& main, const std::deque<BilledFile>& files);
// scenarios.cpp: what it makes of a statement; null: nothing.
const StatementChanges* changesOf(const Context& cx, const Scope& scope, ast::NodeId statement);
// The arguments of the statement at `at` as its sets say, behind those of the phrase.
void applySets(Context& cx, const Workload& workload, const std::vector<FieldSet>& sets, source::Span at,
               std::vector<Argument>& arguments);
// Whether an expression names a statement that the scenario in force drops.
bool namesDropped(Context& cx, const Scope& scope, ast::NodeId node);
// Has a workload a line of this name in its body, at any depth of its conditions?
bool hasLine(Context& cx, const Workload& workload, std::string_view name);
// The statement that a dotted name begins with, the longest that fits, and what is behind it.
std::pair<Decl*, std::string_view> statementIn(const Scope& scope, std::string_view path);
// False when the statement is there; else that is reported where it is named.
bool reportsDropped(Context& cx, const Decl& decl, source::Span at);

}  // namespace smcost::check
