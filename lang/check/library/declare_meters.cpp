// `meter` declarations: what is measured, how it is rounded, what is free.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// A constant that is divided by, or that charges: false, and said, when it is not above 0.
bool isAboveZero(Library& cx, Span at, const base::Rational& number, std::string_view what) {
  if (sgn(number) > 0) return true;
  cx.sink->report(at, kinds::not_above_zero, what, fmt::format("`{}`", cx.sources.text(at)));
  return false;
}

MeterInfo::Granule readGranule(Library& cx, const Scope& scope, NodeId clause, DimensionId dimension) {
  const ast::File& file = scope.module->tree;
  const std::string_view what = file.kind(clause) == NodeKind::minimum ? "a minimum" : "a granularity";
  MeterInfo::Granule granule;
  granule.span = file.span(clause);
  for (NodeId part : Children(file, clause)) {
    switch (file.kind(part)) {
      case NodeKind::quantity:
      case NodeKind::number:
        granule.quantum = constantOf(cx, scope, part, dimension, what).value_or(1);
        if (!isAboveZero(cx, file.span(part), granule.quantum, what)) granule.quantum = 1;
        break;
      case NodeKind::name: {
        auto mode = base::roundingModeFromName(cx.text(file, part));
        if (mode) granule.mode = *mode;
        else suggest(cx.sink->report(file.span(part), kinds::unknown_name, cx.text(file, part)), file.span(part),
                     cx.text(file, part), {"down", "floor", "ceil", "up", "half_up", "half_even"});
        break;
      }
      case NodeKind::per_ref: {
        NodeId name = Children(file, part)[0];
        std::string_view tag = cx.text(file, name);
        if (tag == "bill") {
          granule.per = program::Per::bill;
          break;
        }
        granule.per = program::Per::level;
        std::string base = fmt::format("Count[{}]", tag);
        if (!cx.dimensions().findBase(base)) cx.sink->report(file.span(name), kinds::unknown_type, base);
        granule.tag = cx.dimensions().base(base);
        break;
      }
      case NodeKind::from_clause:
      case NodeKind::until_clause: {
        const NodeId date = Children(file, part)[0];
        auto& day = file.kind(part) == NodeKind::from_clause ? granule.from_day : granule.until_day;
        day = dateDay(cx, file.span(date), cx.text(file, date));
        break;
      }
      default: break;
    }
  }
  checkValidity(cx, granule.from_day, granule.until_day, granule.span, "it");
  return granule;
}

// Beside others that hold on other days.
void addGranule(Library& cx, std::vector<MeterInfo::Granule>& all, MeterInfo::Granule granule, std::vector<program::BillGranule>& of_bill) {
  const auto overlaps = [&](const MeterInfo::Granule& other) {
    return granule.from_day.value_or(0) < other.until_day.value_or(UINT32_MAX) && other.from_day.value_or(0) < granule.until_day.value_or(UINT32_MAX);
  };
  if (const auto other = std::find_if(all.begin(), all.end(), overlaps); other != all.end()) {
    const std::string_view text = cx.sources.text(granule.span);
    cx.sink->report(granule.span, kinds::two_values, text.substr(0, text.find(' ')))
        .label(other->span, "the other, which holds on the same days")
        .hint("say until when the one holds, and from when the other: `until 2020-12-01`, `from 2020-12-01`");
    return;
  }
  if (granule.per == program::Per::bill) of_bill.push_back({granule.quantum, granule.mode, granule.from_day, granule.until_day});
  all.push_back(std::move(granule));
}

void readBasis(Library& cx, const Scope& scope, NodeId clause, MeterInfo& info, program::Meter& meter) {
  const ast::File& file = scope.module->tree;
  NodeId what = Children(file, clause)[0];
  if (!cx.has_calendar) {
    cx.sink->report(file.span(clause), kinds::unknown_type, "Month").hint("a month basis needs `dimension Time`, `Day` and `Month`");
    return;
  }
  if (file.kind(what) == NodeKind::path || file.kind(what) == NodeKind::name) {
    meter.has_basis = true;  // the hours of the billed month
  } else {
    meter.basis = constantOf(cx, scope, what, cx.time, "a month basis");
    if (meter.basis && !isAboveZero(cx, file.span(what), *meter.basis, "a month basis")) meter.basis = 1;
    meter.has_basis = meter.basis.has_value();
  }
  info.has_basis = meter.has_basis;
  auto& dimensions = cx.dimensions();
  info.month_dimension = dimensions.multiply(dimensions.divide(info.dimension, cx.time), cx.month);
}

// "write_unit-s"; what no unit counts stands by its name.
std::string baseUnit(Library& cx, DimensionId dimension) {
  std::string text;
  for (const units::Factor& factor : cx.dimensions().factors(dimension)) {
    const DimensionId alone = cx.dimensions().of(factor.base);
    std::string name = cx.dimensions().baseName(factor.base);
    for (const std::string& spelling : cx.units.spellings()) {
      const units::Unit& unit = cx.units[*cx.units.find(spelling)];
      if (unit.dimension != alone || unit.scale != 1) continue;
      name = spelling;
      break;
    }
    text += (text.empty() ? "" : "-") + name;
  }
  return text;
}

}  // namespace

std::optional<base::Rational> constantOf(Library& cx, const Scope& scope, NodeId node, DimensionId wanted,
                                         std::string_view what) {
  Env env;
  env.scope = &scope;
  Value value = infer(cx, env, node);
  if (value.isError()) return std::nullopt;
  Value slot = zeroOf(cx, wanted);
  if (value.kind() != Kind::number || !unify(cx, value.number(), slot.number())) {
    reportMismatch(cx, scope.module->tree.span(node),
                   fmt::format("{} wants `{}`, and this is `{}`", what, cx.dimensions().show(wanted), showType(cx, value)),
                   slot, value);
    return std::nullopt;
  }
  auto folded = program::foldConstant(cx.pool(), value.number().expr);
  if (!folded) cx.sink->report(scope.module->tree.span(node), kinds::constant_wanted, what);
  return folded;
}

std::optional<MeteredAmount> constantQuantity(Library& cx, const Scope& scope, NodeId node, const MeterInfo& meter,
                                              std::string_view what) {
  Env env;
  env.scope = &scope;
  Value value = infer(cx, env, node);
  if (value.isError()) return std::nullopt;
  const Number* given = value.find<Number>();
  const bool is_of_month = meter.has_basis && given && given->dimension == meter.month_dimension;
  const auto number = constantOf(cx, scope, node, is_of_month ? meter.month_dimension : meter.dimension, what);
  if (!number) return std::nullopt;
  const std::optional<base::Rational>& basis = cx.program.meters[meter.id.value].basis;
  if (is_of_month && basis) return MeteredAmount{*number * *basis, false};
  return MeteredAmount{*number, is_of_month};
}

void declareMeter(Library& cx, const Decl& decl) {
  const Scope& scope = *decl.scope;
  const ast::File& file = scope.module->tree;
  MeterInfo& info = cx.meters.own(decl.index);
  info.id = {decl.index};
  info.name = decl.name;
  info.decl = &decl;
  program::Meter& meter = cx.program.meters.own(decl.index);
  meter.name = decl.name;
  meter.span = decl.span;
  meter.title = ast::docComment(file, cx.sources.file(file.source).text(), file.node(decl.node).begin);
  meter.title = meter.title.substr(0, meter.title.find('\n'));
  for (NodeId part : Children(file, decl.node)) {
    switch (file.kind(part)) {
      case NodeKind::fn_param: info.key = readType(cx, scope, Children(file, part)[1]); break;
      case NodeKind::type: {
        Type type = readType(cx, scope, part);
        if (type.kind != Kind::number) {
          cx.sink->report(file.span(part), kinds::wrong_type, "a dimension a meter measures", showType(cx, type));
        }
        info.dimension = meter.dimension = type.kind == Kind::number ? type.dimension : units::kNoDimension;
        break;
      }
      case NodeKind::granularity:
        addGranule(cx, info.granularity, readGranule(cx, scope, part, info.dimension), meter.bill_granularity);
        break;
      case NodeKind::minimum:
        addGranule(cx, info.minimum, readGranule(cx, scope, part, info.dimension), meter.bill_minimum);
        break;
      case NodeKind::basis: readBasis(cx, scope, part, info, meter); break;
      case NodeKind::free_clause: meter.free_reason = unquoted(cx.text(file, Children(file, part)[0])); break;
      case NodeKind::quote_clause: meter.quote_reason = unquoted(cx.text(file, Children(file, part)[0])); break;
      default: break;
    }
  }
  meter.has_key = info.key.kind != Kind::error;
  meter.base_unit = baseUnit(cx, meter.dimension);
}

void declareSource(Library& cx, Decl& decl) {
  const ast::File& file = decl.scope->module->tree;
  program::PriceSource source;
  source.name = decl.name;
  source.span = decl.span;
  Children parts(file, decl.node);
  for (size_t i = 1; i < parts.size(); ++i) {
    Children field(file, parts[i]);
    std::string_view name = cx.text(file, field[0]);
    std::string_view value = cx.text(file, field[1]);
    std::string text = value.starts_with('"') ? unquoted(value) : std::string(value);
    if (name == "title") source.title = text;
    else if (name == "url") source.url = text;
    else if (name == "retrieved") source.retrieved = text;
    else if (name == "edition") source.edition = checkEdition(cx, text, file.span(field[1])) ? text : "";
    else suggest(cx.sink->report(file.span(field[0]), kinds::unknown_name, name), file.span(field[0]), name,
                 {"title", "url", "retrieved", "edition"});
  }
  decl.index = static_cast<uint32_t>(cx.program.sources.size());
  cx.program.sources.push_back(std::move(source));
}

}  // namespace smcost::check
