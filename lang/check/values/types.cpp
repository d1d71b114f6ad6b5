// Types: how they are read (`Data * Time`, `Count[job]`, `Sku`, a words set) and shown.

#include <fmt/format.h>

#include <utility>

#include "lang/check/values/values.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

std::vector<std::string> knownTypes(Values& cx, const Scope& scope) {
  std::vector<std::string> names = {"Sku", "Text", "Bool", "Range", "Count", "Multiple", "Money", "Number"};
  for (size_t i = 0; i < cx.dimensions().baseCount(); ++i) {
    names.push_back(cx.dimensions().baseName({static_cast<uint32_t>(i)}));
  }
  for (std::string& declared : namesIn(cx, scope, Space::type)) names.push_back(std::move(declared));
  return names;
}

// `Time`, `Count[job]`
std::string factorName(Values& cx, const ast::File& file, NodeId factor) {
  if (file.kind(factor) == NodeKind::type_name) return std::string(cx.text(file, factor));
  Children parts(file, factor);
  return fmt::format("{}[{}]", cx.text(file, parts[0]), cx.text(file, parts[1]));
}

// One factor of a product; none when unknown.
std::optional<DimensionId> factorDimension(Values& cx, std::string_view name) {
  if (name == "Number") return units::kNoDimension;
  // A count of things no unit was declared for is a mistake in the spelling of its tag.
  auto base = cx.dimensions().findBase(name);
  return base ? std::optional(cx.dimensions().of(*base)) : std::nullopt;
}

// The family of `in GiB`.
void readFamily(Values& cx, const ast::File& file, NodeId type_node, NodeId unit_node, Type& type) {
  std::string_view name = cx.text(file, unit_node);
  if (auto unit = cx.units.find(name)) {
    type.family = *unit;
    type.family_name = std::string(name);
    return;
  }
  suggest(cx.sink->report(file.span(type_node), kinds::unknown_unit, name), file.span(type_node), name,
          {cx.units.spellings().begin(), cx.units.spellings().end()});
}

// A type that is no product of dimensions: `Sku`, `Multiple[instance]`, words; false if it may be one.
bool readLoneType(Values& cx, const Scope& scope, const ast::File& file, NodeId factor, Type& type) {
  if (file.kind(factor) == NodeKind::tagged) {
    Children parts(file, factor);
    if (cx.text(file, parts[0]) != "Multiple") return false;
    type.kind = Kind::multiple;
    type.dimension = cx.dimensions().of(cx.dimensions().base(fmt::format("Count[{}]", cx.text(file, parts[1]))));
    return true;
  }
  std::string_view name = cx.text(file, factor);
  // A multiple without a tag is how many of whatever it is given for.
  constexpr std::pair<std::string_view, Kind> kKinds[] = {
      {"Sku", Kind::key}, {"Text", Kind::text}, {"Bool", Kind::boolean}, {"Range", Kind::range}, {"Multiple", Kind::multiple}};
  for (const auto& [known, kind] : kKinds) {
    if (name != known) continue;
    type.kind = kind;
    return true;
  }
  const Decl* decl = find(cx, scope, Space::type, name);
  if (!decl) return false;
  noteFound(cx, scope, Space::type, file.span(factor), *decl);
  type.kind = decl->kind == DeclKind::words ? Kind::word : Kind::option;
  type.index = decl->index;
  return true;
}

}  // namespace

Type readType(Values& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  Type type;
  type.text = std::string(cx.text(file, node));
  Children parts(file, node);
  size_t count = parts.size();
  if (file.kind(parts[count - 1]) == NodeKind::unit) readFamily(cx, file, node, parts[--count], type);
  if (count == 1 && readLoneType(cx, scope, file, parts[0], type)) return type;
  // A product of dimensions, left to right.
  DimensionId dimension = units::kNoDimension;
  for (size_t i = 0; i < count; i += 2) {
    const bool dividing = i > 0 && file.kind(parts[i - 1]) == NodeKind::op_div;
    auto factor = factorDimension(cx, factorName(cx, file, parts[i]));
    if (!factor) {
      std::string_view name = cx.text(file, parts[i]);
      auto& diagnostic = cx.sink->report(file.span(node), kinds::unknown_type, name);
      if (diagnostic.takes_suggestions) suggest(diagnostic, file.span(node), name, knownTypes(cx, scope));
      return type;
    }
    if (cx.dimensions().exceeds(dimension, *factor, dividing)) {
      cx.sink->report(file.span(node), kinds::dimension_too_large, units::kMaxExponent);
      return type;
    }
    dimension = dividing ? cx.dimensions().divide(dimension, *factor) : cx.dimensions().multiply(dimension, *factor);
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
  switch (value.kind()) {
    case Kind::error: return "something wrong";
    case Kind::none: return "nothing";
    case Kind::number: return value.number().percent ? "percentage" : cx.dimensions().show(value.number().dimension);
    case Kind::multiple: return "Multiple";
    case Kind::boolean: return "Bool";
    case Kind::key: return "Sku";
    case Kind::region: return "Region";
    case Kind::word: return cx.words[value.as<Word>().words].name;
    case Kind::text: return "Text";
    case Kind::schedule: return "schedule";
    case Kind::option: return "option";
    case Kind::range: return "Range";
    case Kind::list: {
      const std::vector<Value>& items = *value.as<List>().items;
      return items.empty() ? "empty list" : "list of " + showType(cx, items.front());
    }
  }
  return "value";
}

}  // namespace smcost::check
