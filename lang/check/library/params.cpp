// `param` and `let`: each value is read once, and each `param` is told to the program.

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "lang/check/library/amount_names.h"
#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

// A value given on the command line replaces a `param` of the file.
void overrideParams(Library& cx) {
  for (const Options::Param& param : cx.options.params) {
    const Decl* decl = find(cx, *cx.main, Space::value, param.name);
    if (decl && decl->kind == DeclKind::param) {
      if (param.tree.items.empty()) continue;
      auto& [module, flag_scope] = cx.flag_values.emplace_back();
      module.tree = param.tree;
      flag_scope.parent = decl->scope;
      flag_scope.module = &module;
      cx.overrides[decl] = {&flag_scope, param.tree.items[0], false};
      continue;
    }
    if (saysAmount(param.name)) continue;  // see openAmounts
    std::vector<std::string> known;
    for (const auto& [key, other] : cx.main->names) {
      if (other->kind == DeclKind::param) known.push_back(key.substr(1));
    }
    Span at = param.tree.items.empty() ? Span{param.tree.source, 0, 0} : param.tree.span(param.tree.items[0]);
    suggest(cx.sink->report(at, kinds::unknown_parameter_flag, param.name), {}, param.name, known);
  }
}

program::ParameterValue parameterValue(Library& cx, const Value& value) {
  const auto folded = [&](ExprId expr) {
    auto number = program::foldConstant(cx.pool(), expr);
    return number ? program::ParameterValue(std::move(*number)) : program::ParameterValue();
  };
  if (const Number* number = value.find<Number>()) return folded(number->expr);
  if (const Boolean* truth = value.find<Boolean>()) return folded(truth->expr);
  if (const Key* sku = value.find<Key>()) return sku->key ? program::ParameterValue(sku->key) : program::ParameterValue();
  if (const Word* word = value.find<Word>()) {
    return program::WordName{cx.program.names.intern(cx.words[word->words].name), cx.program.names.intern(word->text)};
  }
  if (const Region* region = value.find<Region>()) return program::RegionName{cx.program.names.intern(region->text)};
  return {};
}

namespace {

Type typeOfParam(Library& cx, const Decl& decl) {
  const Children parts(decl.scope->module->tree, decl.node);
  return decl.scope->module->tree.kind(parts[1]) == NodeKind::type ? readType(cx, *decl.scope, parts[1]) : Type{};
}

// Its value as the file says it, whatever a flag, a scenario or an `include` gives.
Value declaredValue(Library& cx, const Env& env, const Decl& decl, const Value& in_force) {
  auto given = cx.overrides.extract(&decl);
  if (given.empty()) return in_force;
  Value declared = valueOfDecl(cx, env, decl, decl.span);
  cx.overrides.insert(std::move(given));
  return declared;
}

program::Parameter::Kind kindOf(const Value& value) {
  using Is = program::Parameter::Kind;
  switch (value.kind()) {
    case Kind::number: return value.number().percent ? Is::percent : Is::number;
    case Kind::multiple: return Is::multiple;
    case Kind::boolean: return Is::truth;
    case Kind::key: return Is::sku;
    case Kind::word: return Is::word;
    case Kind::region: return Is::region;
    default: return Is::other;
  }
}

// The unit that the file writes it in, else that of a plain one.
void setUnit(Library& cx, const Decl& decl, program::Parameter& parameter) {
  using Is = program::Parameter::Kind;
  if (parameter.kind == Is::multiple) parameter.unit = "x";
  if (parameter.kind == Is::percent) {
    parameter.unit = "%";
    parameter.unit_scale = base::powerOfTen(-2);
  }
  if (parameter.kind != Is::number) return;
  const ast::File& file = decl.scope->module->tree;
  const Children parts(file, decl.node);
  NodeId value = file.kind(parts[1]) == NodeKind::type ? parts[2] : parts[1];
  while (file.kind(value) == NodeKind::paren) value = Children(file, value)[0];
  if (file.kind(value) == NodeKind::quantity) {
    const NodeId unit = Children(file, value)[1];
    const units::UnitExpr* written = unitOf(cx, file, unit);
    if (written && written->dimension == parameter.dimension) {
      parameter.unit = std::string(cx.text(file, unit));
      parameter.unit_scale = written->scale;
      return;
    }
  }
  parameter.unit = unitWordOf(cx, parameter.dimension, "").value_or("");
}

// As the bill's own file calls it.
std::string fullName(const Library& cx, const Decl& decl) {
  if (decl.scope->file == program::IncludedFile::kNone) return decl.name;
  return fmt::format("{}.{}", cx.program.included[decl.scope->file].name, decl.name);
}

void checkParam(Library& cx, const Env& env, const Decl& decl, const Value& value, bool is_recorded) {
  ParamValues values{&decl, decl.name, typeOfParam(cx, decl), declaredValue(cx, env, decl, value), value};
  if (values.declared.isError()) return;
  ReadDomain read = readDomain(cx, env, values);
  if (!is_recorded) return;
  program::Parameter parameter;
  parameter.kind = kindOf(value);
  parameter.name = fullName(cx, decl);
  if (const Number* number = value.find<Number>()) parameter.dimension = number->dimension;
  parameter.value = parameterValue(cx, value);
  parameter.domain = std::move(read.domain);
  parameter.span = decl.span;
  parameter.value_span = value.span;
  setUnit(cx, decl, parameter);
  if (read.query) cx.open_sku_sets.push_back({cx.program.parameters.size(), decl.scope, read.query});
  cx.program.parameters.push_back(std::move(parameter));
}

// Whether a `param` says itself between which values it lies.
bool saysDomain(const Decl& decl) {
  const ast::File& file = decl.scope->module->tree;
  for (NodeId part : Children(file, decl.node)) {
    const NodeKind kind = file.kind(part);
    if (kind == NodeKind::range || kind == NodeKind::members || kind == NodeKind::query || kind == NodeKind::distribution) return true;
  }
  return false;
}

// Those of included files as they are included, then the file's own, each in order of its text.
std::vector<const Decl*> valuesInOrder(const Library& cx, const Scope& scope) {
  std::vector<const Decl*> all;
  for (const Decl& decl : cx.decls) {
    if (decl.kind != DeclKind::let && decl.kind != DeclKind::param) continue;
    // A `param` of a used file is this one's matter when a flag or a scenario gives its value.
    const bool is_billed = decl.scope == &scope || decl.scope->file != program::IncludedFile::kNone;
    if (is_billed || cx.overrides.contains(&decl)) all.push_back(&decl);
  }
  std::stable_sort(all.begin(), all.end(), [](const Decl* a, const Decl* b) {
    return std::tuple(a->scope->file, a->node.value) < std::tuple(b->scope->file, b->node.value);
  });
  return all;
}

// What it is taken to be.
void settleVariable(Library& cx, const Value& value, program::Variable& variable) {
  const Number* number = value.find<Number>();
  const bool is_plain = number && !number->flow && !number->rate && number->levels.empty();
  const auto worth = is_plain ? program::foldConstant(cx.pool(), number->expr) : std::nullopt;
  variable.is_fixed = !worth;
  if (!worth) return;
  if (!variable.value) variable.value = *worth;
  variable.dimension = cx.pool()[number->expr].dimension;
}

}  // namespace

void checkAxis(Library& cx, const Env& env, const Decl& decl, NodeId axis) {
  const ast::File& file = env.file();
  const Children parts(file, axis);
  Env own;
  own.scope = decl.scope;
  const Value value = valueOfDecl(cx, own, decl, decl.span);
  if (value.isError()) return;
  if (kindOf(value) == program::Parameter::Kind::other) {
    cx.sink->report(file.span(parts[0]), kinds::not_asked_over, decl.name, showType(cx, value)).label(decl.span, "declared here");
    return;
  }
  if (parts.size() == 1) {
    if (saysDomain(decl)) return;
    cx.sink->report(file.span(parts[0]), kinds::axis_without_values, decl.name)
        .label(decl.span, "declared here")
        .hint(fmt::format("write `{0} = LOW..HIGH step STEP` or `{0} = {{ A, B }}`, or let the `param` say it: `in LOW..HIGH`", decl.name));
    return;
  }
  const ParamValues values{&decl, decl.name, typeOfParam(cx, decl), value, value};
  checkAxisValues(cx, env, values, parts[1], parts.size() > 2 ? parts[2] : NodeId{});
}

void openVariables(Library& cx) {
  for (const Options::Variable& wanted : cx.options.variables) {
    const Decl* decl = find(cx, *cx.main, Space::value, wanted.name);
    const bool is_param = decl && decl->kind == DeclKind::param;
    if (!is_param && !saysAmount(wanted.name)) continue;
    if (is_param) cx.varied.emplace(decl, static_cast<uint32_t>(cx.program.variables.all.size()));
    program::Variable variable;
    variable.name = wanted.name;
    variable.value = wanted.value;
    cx.program.variables.all.push_back(std::move(variable));
  }
}

// Every value of the file is read once, so that an unused one is checked too.
void checkValues(Library& cx, const Scope& scope) {
  // What is read here is used by nobody.
  const auto varied = std::exchange(cx.varied, {});
  // One row for all: a long chain of definitions is followed once, not once for each.
  Row row;
  for (const Decl* decl : valuesInOrder(cx, scope)) {
    Env env;
    env.scope = decl->scope;
    const bool is_param = decl->kind == DeclKind::param;
    if (!is_param) env.row = &row;
    env.bill_allowed = !is_param;
    const Value value = valueOfDecl(cx, env, *decl, decl->span);
    const bool is_billed = decl->scope == cx.main || decl->scope->file != program::IncludedFile::kNone;
    if (!value.isError() && is_param) checkParam(cx, env, *decl, value, is_billed && &scope == cx.main);
    if (const auto open = varied.find(decl); open != varied.end()) settleVariable(cx, value, cx.program.variables.all[open->second]);
  }
  cx.varied = varied;
}

}  // namespace smcost::check
