// `expect`, `assert`, `budget`: conditions over the file's values and its bill, as rows
// of shapes like everything else.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/asks/asks.h"
#include "lang/check/expressions/bill_values.h"
#include "lang/check/values/variables.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::Op;

namespace {

// `budget total <= 650 USD warn at 80 %`: the bound, scaled.
Value warningOf(Asks& cx, const Env& env, NodeId compare, NodeId percent) {
  const ast::File& file = env.file();
  if (file.kind(compare) != NodeKind::compare) {
    cx.sink->report(file.span(percent), kinds::wrong_type, "a bound such as `total <= 650 USD` before `warn`", "no comparison");
    return {};
  }
  Children parts(file, compare);
  Value left = infer(cx, env, parts[0]);
  Value bound = infer(cx, env, parts[2]);
  Value share = infer(cx, env, percent);
  if (Number* number = share.find<Number>()) number->percent = false;
  bound = multiply(cx, bound, share, file.span(percent));
  return compareValues(cx, left, bound, cx.text(file, parts[1]), file.span(compare));
}

// The table of checks of this shape.
uint32_t tableOf(Asks& cx, const std::vector<ExprId>& outputs, std::vector<std::string> names, const Row& row) {
  std::string pattern = fmt::format("{}", row.cells.size());
  for (ExprId output : outputs) pattern += fmt::format(",{}", output.value);
  auto [at, is_new] = cx.check_shapes.try_emplace(pattern, static_cast<uint32_t>(cx.program.check_tables.size()));
  if (!is_new) return at->second;
  program::Shape shape;
  shape.name = "check";
  shape.params = row.params;
  shape.outputs = outputs;
  shape.output_names = std::move(names);
  collectSites(cx, shape);
  program::CheckTable table;
  table.table.shape = {static_cast<uint32_t>(cx.program.shapes.size())};
  table.table.columns.resize(shape.params.size());
  cx.program.shapes.push_back(std::move(shape));
  cx.program.check_tables.push_back(std::move(table));
  return at->second;
}

}  // namespace

CheckRow addCheckRow(Asks& cx, const std::vector<ExprId>& outputs, std::vector<std::string> names, const Row& row) {
  CheckRow at{tableOf(cx, outputs, std::move(names), row), 0};
  program::CheckTable& table = cx.program.check_tables[at.table];
  at.row = table.table.rows++;
  for (size_t i = 0; i < row.cells.size(); ++i) table.table.columns[i].push_back(row.cells[i]);
  noteVaried(row, at.table, at.row, cx.program.variables.checks);
  for (auto& [column, ref] : row.bill_refs) table.bill_cells.push_back({column, at.row, ref});
  return at;
}

namespace {

void store(Asks& cx, program::Check check, const std::vector<ExprId>& outputs, std::vector<std::string> names, const Row& row) {
  const CheckRow at = addCheckRow(cx, outputs, std::move(names), row);
  check.table = at.table;
  check.row = at.row;
  cx.program.checks.push_back(std::move(check));
}

}  // namespace

namespace {

// False: it says nothing (reported).
bool setStatistic(Asks& cx, const Scope& scope, NodeId statistic, NodeId condition, program::Check& check) {
  const ast::File& file = scope.module->tree;
  const std::string word(cx.text(file, statistic));
  // One bill of many is no other bill: ends and percentiles are of the file that is asked for.
  if (&scope != cx.main) {
    cx.sink->report(file.span(statistic), kinds::statistic_elsewhere, word);
    return false;
  }
  if (file.kind(condition) != NodeKind::compare) {
    cx.sink->report(file.span(condition), kinds::wrong_type, fmt::format("a comparison such as `{} total <= 650 USD`", word), "another condition");
    return false;
  }
  Children sides(file, condition);
  check.left = cx.text(file, sides[0]);
  check.sign = cx.text(file, sides[1]);
  check.right = cx.text(file, sides[2]);
  using Kind = program::Statistic::Kind;
  check.statistic.kind = word == "low" ? Kind::low : word == "high" ? Kind::high : Kind::percentile;
  if (check.statistic.kind == Kind::percentile) check.statistic.percent = std::stoi(word.substr(1));
  return true;
}

}  // namespace

void addCheck(Asks& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  program::Check check;
  Row row;
  row.parts = &check.parts;
  Env env;
  env.scope = &scope;
  env.row = &row;
  env.bill_allowed = true;
  Children all(file, node);
  std::vector<NodeId> parts(all.begin(), all.end());
  check.span = file.span(node);
  if (file.kind(parts[0]) == NodeKind::statistic) {
    if (!setStatistic(cx, scope, parts[0], parts[1], check)) return;
    parts.erase(parts.begin());
  }
  if (scope.file != program::IncludedFile::kNone) check.file = cx.program.included[scope.file].name;
  NodeKind kind = file.kind(node);
  check.kind = kind == NodeKind::expect_decl   ? program::Check::Kind::expect
               : kind == NodeKind::assert_decl ? program::Check::Kind::assert_
                                               : program::Check::Kind::budget;
  check.is_of_payable = namesPayable(cx, scope, node);
  check.subject = cx.text(file, file.kind(parts[0]) == NodeKind::compare ? Children(file, parts[0])[0] : parts[0]);
  Value holds = truth(cx, env, infer(cx, env, parts[0]));
  if (holds.isError()) return;
  std::vector<ExprId> outputs = {holds.as<Boolean>().expr};
  for (size_t i = 1; i < parts.size(); ++i) {
    switch (file.kind(parts[i])) {
      case NodeKind::printed: check.printed = unquoted(cx.text(file, Children(file, parts[i])[0])); break;
      case NodeKind::erratum: check.erratum = unquoted(cx.text(file, Children(file, parts[i])[0])); break;
      case NodeKind::text: check.message = unquoted(cx.text(file, parts[i])); break;
      default: {
        if (check.statistic.kind != program::Statistic::Kind::none) {
          cx.sink->report(file.span(parts[i]), kinds::no_warning_of_statistic);
          return;
        }
        row.parts = nullptr;
        Value warning = warningOf(cx, env, parts[0], parts[i]);
        if (warning.isError()) return;
        outputs.push_back(warning.as<Boolean>().expr);
      }
    }
  }
  std::vector<std::string> names = {"holds", "below warning"};
  names.resize(outputs.size());
  store(cx, std::move(check), outputs, std::move(names), row);
}

// The figures are names of their own, before all that the file declares.
void addCondition(Asks& cx, const Scope& file_scope, const Options::Condition& condition) {
  if (condition.tree.items.empty()) return;
  Module module;
  module.tree = condition.tree;
  Scope scope;
  scope.parent = &file_scope;
  scope.module = &module;
  program::Check check;
  Row row;
  row.parts = &check.parts;
  Locals figures;
  Env env;
  env.scope = &scope;
  env.row = &row;
  const auto currency = cx.money();
  for (const auto& [name, value] : condition.money) figures.emplace_back(name, cellValue(cx, env, value, currency, name));
  const auto figure = [&](std::string_view name) {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& one) { return one.first == name; });
    SMCOST_CHECK(found != figures.end(), "a percentage is of figures that are there");
    return found->second;
  };
  const NodeId expression = condition.tree.items[0];
  check.span = condition.tree.span(expression);
  for (const auto& [name, of, base] : condition.percentages) {
    Value value = divide(cx, figure(of), figure(base), check.span);
    value.number().percent = true;
    figures.emplace_back(name, std::move(value));
  }
  env.locals = &figures;
  const Value holds = truth(cx, env, infer(cx, env, expression));
  if (!holds.isError()) store(cx, std::move(check), {holds.as<Boolean>().expr}, {"holds"}, row);
}

void addAsked(Asks& cx, const Scope& scope) {
  if (!cx.options.with_checks) return;
  for (const ast::File& tree : cx.options.asked) {
    program::Asked& asked = cx.program.asked.emplace_back();
    if (tree.items.empty()) continue;
    Module module;
    module.tree = tree;
    Scope own;
    own.parent = &scope;
    own.module = &module;
    Row row;
    Env env;
    env.scope = &own;
    env.row = &row;
    env.bill_allowed = true;
    asked.span = tree.span(tree.items[0]);
    const Value value = infer(cx, env, tree.items[0]);
    if (value.isError()) continue;
    asked.is_truth = value.is<Boolean>();
    if (!asked.is_truth && !value.is<Number>()) {
      cx.sink->report(asked.span, kinds::wrong_type, "a number or a condition", showType(cx, value));
      continue;
    }
    asked.dimension = cx.pool()[value.expr()].dimension;
    const CheckRow at = addCheckRow(cx, {value.expr()}, {"asked"}, row);
    asked.table = at.table;
    asked.row = at.row;
  }
}

namespace {

// An `expect` says what the file as written comes to, and so does what speaks of what is payable, or of all that its params may be: not in a scenario, and not beside what includes
// the file. An `assert` or `budget` holds there too, unless it speaks of what is dropped.
bool isLeftOut(Asks& cx, const Scope& scope, NodeId check) {
  const ast::File& file = scope.module->tree;
  const bool is_expect = file.kind(check) == NodeKind::expect_decl || file.kind(Children(file, check)[0]) == NodeKind::statistic;
  if ((is_expect || namesPayable(cx, scope, check)) && scope.file != program::IncludedFile::kNone) {
    ++cx.program.included[scope.file].expects_left_out;
    return true;
  }
  if (!cx.scenario.scope || (!is_expect && !namesDropped(cx, scope, check) && !asksForDropped(cx, scope, check))) return false;
  ++cx.scenario.checks_left_out;
  return true;
}

}  // namespace

void addChecks(Asks& cx, const Scope& scope, const std::vector<NodeId>& items) {
  if (!cx.options.with_checks) return;
  const ast::File& file = scope.module->tree;
  for (NodeId item : items) {
    const NodeKind kind = file.kind(item);
    if (kind != NodeKind::expect_decl && kind != NodeKind::assert_decl && kind != NodeKind::budget_decl) continue;
    // What it names is written down all the same.
    if (!isLeftOut(cx, scope, item) || cx.options.mentions) addCheck(cx, scope, item);
  }
}

void addFileChecks(Asks& cx) {
  for (const BilledFile& file : cx.files) addChecks(cx, *file.scope, file.scope->module->tree.items);
}

}  // namespace smcost::check
