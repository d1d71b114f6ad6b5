// `dimension Time`, `unit s second : Time`, `unit min = 60 s`: the library's units.

#include <fmt/format.h>

#include "lang/check/context.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// The dimension of a base unit: a declared one, or a tag or currency, which a unit brings into being.
std::optional<DimensionId> baseDimension(Context& cx, const ast::File& file, NodeId type) {
  std::string_view name = cx.text(file, type);
  bool tagged = (name.starts_with("Count[") || name.starts_with("Money[")) && name.ends_with(']');
  if (tagged) return cx.dimensions().of(cx.dimensions().base(name));
  if (auto base = cx.dimensions().findBase(name)) return cx.dimensions().of(*base);
  auto& diagnostic = cx.sink->report(file.span(type), kinds::unknown_type, name);
  std::vector<std::string> known;
  for (uint32_t i = 0; i < cx.dimensions().baseCount(); ++i) known.push_back(cx.dimensions().baseName({i}));
  suggest(diagnostic, file.span(type), name, known);
  return std::nullopt;
}

void declareUnit(Context& cx, const Scope& scope, NodeId item) {
  const ast::File& file = scope.module->tree;
  Children parts(file, item);
  std::vector<std::string> spellings;
  for (size_t i = 0; i + 1 < parts.size(); ++i) spellings.emplace_back(cx.text(file, parts[i]));
  NodeId meaning = parts[parts.size() - 1];
  DimensionId dimension;
  base::Rational scale = 1;
  if (file.kind(meaning) == NodeKind::type) {
    auto found = baseDimension(cx, file, meaning);
    if (!found) return;
    dimension = *found;
  } else {
    Env env;
    env.scope = &scope;
    Value value = infer(cx, env, meaning);
    if (value.isError()) return;
    if (value.kind != Kind::number || !cx.pool().isConstant(value.expr) || sgn(cx.pool().constantValue(value.expr)) <= 0) {
      cx.sink->report(file.span(meaning), kinds::constant_wanted, "the size of a unit (and above 0)");
      return;
    }
    dimension = value.dimension;
    scale = cx.pool().constantValue(value.expr);
  }
  for (const std::string& spelling : spellings) {
    if (!cx.units.find(spelling)) continue;
    cx.sink->report(file.span(parts[0]), kinds::duplicate_name, spelling);
    return;
  }
  cx.units.add(spellings, dimension, scale);
}

}  // namespace

void declareDimensionsAndUnits(Context& cx, const Module& module, const Scope& scope) {
  const ast::File& file = module.tree;
  for (NodeId item : file.items) {
    if (file.kind(item) != NodeKind::dimension_decl) continue;
    cx.dimensions().base(cx.text(file, Children(file, item)[0]));
  }
  for (NodeId item : file.items) {
    if (file.kind(item) == NodeKind::unit_decl) declareUnit(cx, scope, item);
  }
}

}  // namespace smcost::check
