// `param` and `let`: each value is read once; what a flag gives lies in the range.

#include <fmt/format.h>

#include <utility>

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
    std::vector<std::string> known;
    for (const auto& [key, other] : cx.main->names) {
      if (other->kind == DeclKind::param) known.push_back(key.substr(1));
    }
    Span at = param.tree.items.empty() ? Span{param.tree.source, 0, 0} : param.tree.span(param.tree.items[0]);
    suggest(cx.sink->report(at, kinds::unknown_parameter_flag, param.name), {}, param.name, known);
  }
}

namespace {

// Does a number take the unit of the value, or has it? Multiples need none.
bool isOfKind(Library& cx, Value& number, const Value& value) {
  if (!number.is<Number>() || number.kind() != value.kind()) return false;
  Number other = value.number();
  return other.is_multiple || unify(cx, number.number(), other);
}

// `in 1..500`, `in 1x..10x`: the ends are of the value's kind and in order, and the value lies between them.
void checkRange(Library& cx, const Env& env, const Decl& decl, const Value& value, NodeId range) {
  Span at = env.file().span(range);
  std::string_view text = cx.text(env.file(), range);
  Children ends(env.file(), range);
  Value low = infer(cx, env, ends[0]);
  Value high = infer(cx, env, ends[1]);
  if (low.isError() || high.isError()) return;
  if (!value.is<Number>()) {
    cx.sink->report(at, kinds::wrong_type, fmt::format("a value that has an order for the range of `{}`", decl.name), showType(cx, value));
    return;
  }
  for (Value* end : {&low, &high}) {
    if (end->is<Number>() && end->number().percent == value.number().percent && isOfKind(cx, *end, value)) continue;
    reportMismatch(cx, at, fmt::format("the range of `{}`", decl.name), value, *end);
    return;
  }
  auto l = program::foldConstant(cx.pool(), low.number().expr), h = program::foldConstant(cx.pool(), high.number().expr);
  auto v = program::foldConstant(cx.pool(), value.number().expr);
  if (!l || !h) {
    cx.sink->report(at, kinds::constant_wanted, "a range");
  } else if (*l > *h) {
    cx.sink->report(at, kinds::range_swapped, text);
  } else if (v && (*v < *l || *v > *h)) {
    cx.sink->report(value.span, kinds::out_of_range, decl.name, text).label(decl.span, "declared here");
  }
}

// `step 1`: what the value goes up by, of its own kind and above 0.
void checkStep(Library& cx, const Env& env, const Decl& decl, const Value& value, NodeId step) {
  NodeId node = Children(env.file(), step)[0];
  Span at = env.file().span(node);
  Value size = infer(cx, env, node);
  if (size.isError()) return;
  if (!isOfKind(cx, size, value)) {
    reportMismatch(cx, at, fmt::format("the step of `{}`", decl.name), value, size);
    return;
  }
  auto folded = program::foldConstant(cx.pool(), size.number().expr);
  if (!folded) cx.sink->report(at, kinds::constant_wanted, "a step");
  else if (sgn(*folded) <= 0) cx.sink->report(at, kinds::not_above_zero, "a step", fmt::format("`{}`", cx.text(env.file(), node)));
}

// The range holds for the declared value and for the one that a flag or a scenario gives.
void checkParam(Library& cx, const Env& env, const Decl& decl, const Value& value) {
  const ast::File& file = decl.scope->module->tree;
  Value declared = value;
  auto given = cx.overrides.extract(&decl);
  const bool is_given = !given.empty();
  if (is_given) {
    declared = valueOfDecl(cx, env, decl, decl.span);
    cx.overrides.insert(std::move(given));
  }
  for (NodeId part : Children(file, decl.node)) {
    if (file.kind(part) == NodeKind::step) checkStep(cx, env, decl, value, part);
    if (file.kind(part) != NodeKind::range) continue;
    const size_t errors = cx.sink->errorCount();
    if (!declared.isError()) checkRange(cx, env, decl, declared, part);
    if (is_given && cx.sink->errorCount() == errors) checkRange(cx, env, decl, value, part);
  }
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

void openVariables(Library& cx) {
  for (const Options::Variable& wanted : cx.options.variables) {
    const Decl* decl = find(cx, *cx.main, Space::value, wanted.name);
    if (!decl || decl->kind != DeclKind::param) continue;
    cx.varied.emplace(decl, static_cast<uint32_t>(cx.program.variables.all.size()));
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
  for (const Decl& decl : cx.decls) {
    if (decl.kind != DeclKind::let && decl.kind != DeclKind::param) continue;
    // A `param` of a used file is this one's matter when a flag or a scenario gives its value.
    const bool is_billed = decl.scope == &scope || decl.scope->file != program::IncludedFile::kNone;
    if (!is_billed && !cx.overrides.contains(&decl)) continue;
    Env env;
    env.scope = decl.scope;
    bool is_param = decl.kind == DeclKind::param;
    if (!is_param) env.row = &row;
    env.bill_allowed = !is_param;
    Value value = valueOfDecl(cx, env, decl, decl.span);
    if (!value.isError() && is_param) checkParam(cx, env, decl, value);
    if (const auto open = varied.find(&decl); open != varied.end()) settleVariable(cx, value, cx.program.variables.all[open->second]);
  }
  cx.varied = varied;
}

}  // namespace smcost::check
