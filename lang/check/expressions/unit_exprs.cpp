// What a unit of the text means. It stands in every statement: its meaning is kept by its text, and its nodes are read once.

#include <fmt/format.h>

#include <variant>

#include "lang/check/expressions/expressions.h"
#include "lang/check/names/slips.h"
#include "lang/check/values/near_units.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// The names of a unit, with what each is to the whole, and where they stand.
struct UnitNames {
  std::vector<units::UnitPart> parts;
  std::vector<NodeId> nodes;
};

UnitNames namesOf(Expressions& cx, const ast::File& file, NodeId unit) {
  UnitNames names;
  const auto add = [&](NodeId node, bool divides, const base::Rational& count) {
    names.parts.push_back({cx.text(file, node), divides, count});
    names.nodes.push_back(node);
  };
  Children children(file, unit);
  if (children.size() == 0) add(unit, false, 1);
  for (NodeId part : children) {
    if (file.kind(part) == NodeKind::unit_name) {
      add(part, false, 1);
      continue;
    }
    base::Rational count = 1;
    for (NodeId inside : Children(file, part)) {
      if (file.kind(inside) == NodeKind::num) {
        count = valueOf(readDigits(cx.text(file, inside)));
        continue;
      }
      add(inside, true, count);
      count = 1;
    }
  }
  return names;
}

void reportUnknownUnit(Expressions& cx, Span span, std::string_view name, bool is_first) {
  auto& diagnostic = cx.sink->report(span, kinds::unknown_unit, name);
  // `1 storage GB`
  Span number = wordBefore(cx, span), behind = wordBehind(cx, span);
  if (!number.isNone() && !behind.isNone() && cx.units.find(cx.sources.text(behind))) offerSwap(cx, diagnostic, number, span);
  suggestUnit(diagnostic, span, name, cx.units, cx.dimensions());
  if (name.size() == 1 && std::string_view("kKMGT").find(name) != std::string_view::npos) {
    diagnostic.hint("`k`, `M`, `G` and `T` stand directly behind their number: `10k`; a unit is written whole: `10 GB`");
    return;
  }
  // `10 storage`: the word may belong to the phrase and only a comma is missing.
  if (diagnostic.fixes.empty() && is_first) {
    Span gap{span.file, span.begin, span.begin};
    while (gap.begin > 0 && cx.sources.file(span.file).text()[gap.begin - 1] == ' ') --gap.begin;
    if (gap.begin < gap.end) {
      diagnostic.hint("if the number stands for itself, a comma ends it");
      diagnostic.fix(gap, ", ", "put a comma behind the number");
    }
  }
}

}  // namespace

const units::UnitExpr* unitOf(Expressions& cx, const ast::File& file, NodeId unit) {
  const std::string_view text = cx.text(file, unit);
  if (const units::UnitExpr* known = cx.units.known(text)) return known;
  const UnitNames names = namesOf(cx, file, unit);
  const auto meaning = cx.units.keep(text, names.parts, cx.dimensions());
  if (const auto* found = std::get_if<const units::UnitExpr*>(&meaning)) return *found;
  const auto& [kind, part] = std::get<units::UnitError>(meaning);
  switch (kind) {
    case units::UnitError::Kind::too_large: cx.sink->report(file.span(unit), kinds::dimension_too_large, units::kMaxExponent); break;
    case units::UnitError::Kind::count_not_above_zero:
      cx.sink->report(file.span(unit), kinds::not_above_zero, "what a price is per", fmt::format("`{}`", text));
      break;
    case units::UnitError::Kind::unknown_name: {
      const Span span = file.span(names.nodes[part]);
      reportUnknownUnit(cx, span, names.parts[part].name, span.begin == file.node(unit).begin);
      break;
    }
  }
  return nullptr;
}

}  // namespace smcost::check
