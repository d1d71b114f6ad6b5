// Types: how they are read (`Data * Time`, `Count[job]`, `Sku`, a words set) and shown.

#include <fmt/format.h>

#include "lang/check/values/values.h"

namespace smcost::check {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

std::vector<std::string> knownTypes(Values& cx, const Scope& scope) {
  std::vector<std::string> names = {"Sku", "Text", "Bool", "Range", "Count", "Multiple", "Money", "Number"};
  for (size_t i = 0; i < cx.dimensions().baseCount(); ++i) {
    names.push_back(cx.dimensions().baseName({static_cast<uint32_t>(i)}));
  }
  for (std::string& declared : namesIn(cx, scope, Space::type)) names.push_back(std::move(declared));
  return names;
}

// One factor of a product: `Time`, `Count[job]`; none when unknown.
std::optional<DimensionId> factorDimension(Values& cx, std::string_view name) {
  if (name == "Number") return units::kNoDimension;
  bool tagged = name.starts_with("Count[") || name.starts_with("Money[");
  if (tagged && !name.ends_with(']')) return std::nullopt;
  auto base = cx.dimensions().findBase(name);
  // A count of things no unit was declared for is a mistake in the spelling of its tag.
  return base ? std::optional(cx.dimensions().of(*base)) : std::nullopt;
}

}  // namespace

Type readType(Values& cx, const Scope& scope, ast::NodeId node) {
  const ast::File& file = scope.module->tree;
  std::string_view text = cx.text(file, node);
  Type type;
  type.text = std::string(text);
  std::string_view rest = text;
  if (size_t in = rest.find(" in "); in != std::string_view::npos) {
    std::string_view unit_name = trimmed(rest.substr(in + 4));
    if (auto unit = cx.units.find(unit_name)) {
      type.family = *unit;
      type.family_name = std::string(unit_name);
    } else {
      suggest(cx.sink->report(file.span(node), kinds::unknown_unit, unit_name), file.span(node), unit_name,
              {cx.units.spellings().begin(), cx.units.spellings().end()});
    }
    rest = trimmed(rest.substr(0, in));
  }
  if (rest == "Sku") { type.kind = Kind::key; return type; }
  if (rest == "Text") { type.kind = Kind::text; return type; }
  if (rest == "Bool") { type.kind = Kind::boolean; return type; }
  if (rest == "Range") { type.kind = Kind::range; return type; }
  if (rest.starts_with("Multiple[") && rest.ends_with(']')) {
    type.kind = Kind::multiple;
    std::string tag = "Count[" + std::string(rest.substr(9));
    type.dimension = cx.dimensions().of(cx.dimensions().base(tag));
    return type;
  }
  if (const Decl* decl = find(cx, scope, Space::type, rest)) {
    type.kind = decl->kind == DeclKind::words ? Kind::word : Kind::option;
    type.index = decl->index;
    return type;
  }
  // A product of dimensions, left to right.
  DimensionId dimension = units::kNoDimension;
  bool dividing = false;
  while (true) {
    size_t end = rest.find_first_of("*/");
    std::string_view name = trimmed(rest.substr(0, end));
    auto factor = factorDimension(cx, name);
    if (!factor) {
      auto& diagnostic = cx.sink->report(file.span(node), kinds::unknown_type, name);
      if (diagnostic.takes_suggestions) suggest(diagnostic, file.span(node), name, knownTypes(cx, scope));
      return type;
    }
    if (cx.dimensions().exceeds(dimension, *factor, dividing)) {
      cx.sink->report(file.span(node), kinds::dimension_too_large, units::kMaxExponent);
      return type;
    }
    dimension = dividing ? cx.dimensions().divide(dimension, *factor) : cx.dimensions().multiply(dimension, *factor);
    if (end == std::string_view::npos) break;
    dividing = rest[end] == '/';
    rest.remove_prefix(end + 1);
  }
  type.kind = Kind::number;
  type.dimension = dimension;
  return type;
}

std::string showType(Values& cx, const Type& type) {
  if (type.kind == Kind::number) return cx.dimensions().show(type.dimension);
  return type.text;
}

std::string showType(Values& cx, const Value& value) {
  switch (value.kind) {
    case Kind::error: return "something wrong";
    case Kind::none: return "nothing";
    case Kind::number: return value.percent ? "percentage" : cx.dimensions().show(value.dimension);
    case Kind::multiple: return "Multiple";
    case Kind::boolean: return "Bool";
    case Kind::key: return "Sku";
    case Kind::region: return "Region";
    case Kind::word: return value.words < cx.words.size() ? cx.words[value.words].name : "word";
    case Kind::text: return "Text";
    case Kind::schedule: return "schedule";
    case Kind::option: return "option";
    case Kind::range: return "Range";
    case Kind::list: return value.list->empty() ? "empty list" : "list of " + showType(cx, value.list->front());
  }
  return "value";
}

}  // namespace smcost::check
