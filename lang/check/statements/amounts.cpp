#include "lang/check/statements/amounts.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/library/amount_names.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

bool commits(const Decl& decl) {
  const ast::File& file = decl.scope->module->tree;
  const Children parts(file, decl.node);
  return std::any_of(parts.begin(), parts.end(), [&](NodeId part) { return file.kind(part) == NodeKind::commit; });
}

Span spanOf(const Options::Param& param) {
  return param.tree.items.empty() ? Span{param.tree.source, 0, 0} : param.tree.span(param.tree.items[0]);
}

// The statement that a name says, if it commits.
const Decl* commitmentNamed(Statements& cx, std::string_view name) {
  const auto [decl, part] = statementIn(cx, *cx.main, name);
  return decl && part == kAmountPart && commits(*decl) ? decl : nullptr;
}

bool isParam(Statements& cx, std::string_view name) {
  const Decl* decl = find(cx, *cx.main, Space::value, name);
  return decl && decl->kind == DeclKind::param;
}

void giveAmount(Statements& cx, const Options::Param& param) {
  const Decl* decl = askedOver(cx, param.name, kinds::unknown_parameter_flag, spanOf(param));
  if (!decl || param.tree.items.empty()) return;
  auto& [module, flag_scope] = cx.flag_values.emplace_back();
  module.tree = param.tree;
  flag_scope.parent = decl->scope;
  flag_scope.module = &module;
  cx.overrides[decl] = {&flag_scope, param.tree.items[0], false};
}

// That of the statement among what is kept of declarations.
template <typename Map>
auto keptOf(Map& kept, program::StatementId id) {
  return std::find_if(kept.begin(), kept.end(), [&](const auto& one) { return one.first->kind == DeclKind::statement && one.first->index == id.value; });
}

}  // namespace

const Decl* askedOver(Statements& cx, std::string_view name, const diagnostics::Kind<diagnostics::Text>& kind, Span at) {
  if (isParam(cx, name)) return find(cx, *cx.main, Space::value, name);
  if (const Decl* decl = commitmentNamed(cx, name)) return decl;
  diagnostics::Diagnostic& diagnostic = cx.sink->report(at, kind, name);
  const auto [other, part] = statementIn(cx, *cx.main, name);
  if (other && part == kAmountPart) {
    diagnostic.label(other->span, "this statement commits to nothing");
    return nullptr;
  }
  std::vector<std::string> known;
  for (const std::string& one : namesIn(cx, *cx.main, Space::value)) {
    const Decl* decl = find(cx, *cx.main, Space::value, one);
    if (decl->kind == DeclKind::param) known.push_back(one);
    if (decl->kind == DeclKind::statement && commits(*decl)) known.push_back(fmt::format("{}.{}", one, kAmountPart));
  }
  suggest(diagnostic, at, name, known);
  return nullptr;
}

void checkAmountValues(Statements& cx, const Env& env, const Decl& commitment, NodeId domain, NodeId step) {
  const std::string name = fmt::format("{}.{}", program::statementName(cx.program, {commitment.index}), kAmountPart);
  const auto& all = cx.program.parameters;
  const auto own = std::find_if(all.begin(), all.end(), [&](const program::Parameter& one) { return one.name == name; });
  // Of one that is wrong itself nothing is known.
  if (own == all.end()) return;
  const Value amount = zeroOf(cx, own->dimension);
  checkAxisValues(cx, env, {&commitment, name, {}, amount, amount}, domain, step);
}

void openAmounts(Statements& cx) {
  for (const Options::Param& param : cx.options.params) {
    if (saysAmount(param.name) && !isParam(cx, param.name)) giveAmount(cx, param);
  }
  std::vector<program::Variable>& variables = cx.program.variables.all;
  for (uint32_t i = 0; i < variables.size(); ++i) {
    if (!saysAmount(variables[i].name) || isParam(cx, variables[i].name)) continue;
    const Decl* decl = commitmentNamed(cx, variables[i].name);
    variables[i].is_fixed = decl == nullptr;
    if (decl) cx.varied.emplace(decl, i);
  }
}

bool isAmountAsked(const Statements& cx, program::StatementId id) {
  return keptOf(cx.overrides, id) != cx.overrides.end() || keptOf(cx.varied, id) != cx.varied.end();
}

Value amountOf(Statements& cx, const Env& env, NodeId written, program::StatementId id) {
  const auto given = keptOf(cx.overrides, id);
  const auto varied = keptOf(cx.varied, id);
  const bool is_given = given != cx.overrides.end();
  if (!is_given && varied == cx.varied.end()) return infer(cx, env, written);
  env.row->repeatable = false;
  Env own = env;
  if (is_given) own.scope = given->second.scope;
  Value value = infer(cx, own, is_given ? given->second.value : written);
  Number* number = value.find<Number>();
  if (varied == cx.varied.end() || !number) return value;
  program::Variable& variable = cx.program.variables.all[varied->second];
  if (!variable.value) variable.value = valueInRow(cx, env.row, number->expr);
  variable.dimension = number->dimension;
  variable.is_fixed = !variable.value;
  if (!variable.value) return value;
  number->expr = cellValue(cx, env, *variable.value, number->dimension, kAmountPart).expr();
  env.row->varied.emplace_back(cx.pool()[number->expr].payload, varied->second);
  return value;
}

void addAmountParameter(Statements& cx, const Env& env, const Value& amount, NodeId written, program::StatementId id) {
  const program::Statement& statement = cx.program.statements[id.value];
  if (!statement.name) return;
  program::Parameter parameter;
  parameter.kind = program::Parameter::Kind::number;
  parameter.name = fmt::format("{}.{}", program::statementName(cx.program, id), kAmountPart);
  parameter.dimension = amount.number().dimension;
  // To ask what a variable is worth would tie the program to it.
  const auto varied = keptOf(cx.varied, id);
  std::optional<base::Rational> worth;
  if (varied != cx.varied.end()) worth = cx.program.variables.all[varied->second].value;
  else if (env.row->varied.empty()) worth = valueInRow(cx, env.row, amount.number().expr);
  if (worth) parameter.value = *worth;
  parameter.span = statement.span;
  parameter.value_span = amount.span;
  const auto given = keptOf(cx.overrides, id);
  const bool is_given = given != cx.overrides.end();
  const ast::File& file = is_given ? given->second.scope->module->tree : env.file();
  NodeId value = is_given ? given->second.value : written;
  while (file.kind(value) == NodeKind::paren) value = Children(file, value)[0];
  const bool is_quantity = file.kind(value) == NodeKind::quantity;
  const units::UnitExpr* unit = is_quantity ? unitOf(cx, file, Children(file, value)[1]) : nullptr;
  if (unit && unit->dimension == parameter.dimension) {
    parameter.unit = std::string(cx.text(file, Children(file, value)[1]));
    parameter.unit_scale = unit->scale;
  } else {
    parameter.unit = fmt::format("{}/s", cx.program.names.text(cx.program.currency));
  }
  cx.program.parameters.push_back(std::move(parameter));
}

}  // namespace smcost::check
