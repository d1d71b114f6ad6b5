// What is asked of a bill: checks, questions, queries and conditions.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/check/statements/statements.h"

namespace smcost::check {

struct Asks final : Statements {
  using Statements::Statements;

  std::unordered_map<std::string, uint32_t> check_shapes;
};

// checks.cpp
void addCheck(Asks& cx, const Scope& scope, ast::NodeId node);
// What the options ask of each bill.
void addAsked(Asks& cx, const Scope& scope);
// declared_questions.cpp: `sweep growth total over users`. Each of the file's own is kept; its figures and conditions are typed where they stand.
void addDeclaredQuestions(Asks& cx);
void addCondition(Asks& cx, const Scope& file_scope, const Options::Condition& condition);
// Appends a row to the table of checks with these outputs, made when it is the first.
struct CheckRow {
  uint32_t table = 0, row = 0;
};
CheckRow addCheckRow(Asks& cx, const std::vector<ExprId>& outputs, std::vector<std::string> names, const Row& row);
// The checks among these items, unless the scenario leaves them out.
void addChecks(Asks& cx, const Scope& scope, const std::vector<ast::NodeId>& items);
void addFileChecks(Asks& cx);
// answers.cpp: a REPL's text: its input is bound first, the statements behind it only if it needs
// the bill. One without a name is a bill of its own.
void checkInput(Asks& cx);
// sku_sets.cpp
// The sets of SKUs that `param`s may be of; a value that is not among them, as far as that is known without prices, is reported.
void addSkuSets(Asks& cx);
// An expression that a REPL asks for.
void addQuestion(Asks& cx, const Scope& scope, ast::NodeId node);

}  // namespace smcost::check
