// `rates` blocks -> rows of the catalog, each with its unit proved against its meter.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// What all rows of one block share.
struct Block {
  const MeterInfo* meter = nullptr;
  program::RateRow row;
};

void readSource(Library& cx, const Scope& scope, std::string_view name, Span at, program::RateRow& row) {
  if (const Decl* decl = find(cx, scope, Space::source, name)) {
    noteFound(cx, scope, Space::source, at, *decl);
    row.source = {decl->index};
    const std::string& edition = cx.program.sources[decl->index].edition;
    if (!row.edition && !edition.empty()) row.edition = cx.program.names.intern(edition);
    return;
  }
  auto& diagnostic = cx.sink->report(at, kinds::unknown_source, name);
  if (!diagnostic.takes_suggestions) return;
  std::vector<std::string> known;
  for (const auto& source : cx.program.sources) known.push_back(source.name);
  suggest(diagnostic, at, name, known);
}

void readClause(Library& cx, const Scope& scope, NodeId clause, program::RateRow& row) {
  const ast::File& file = scope.module->tree;
  if (file.kind(clause) == NodeKind::plan_ref) {
    row.offer = offerOf(cx, scope, clause);
    return;
  }
  NodeId part = Children(file, clause)[0];
  std::string_view text = cx.text(file, part);
  Span at = file.span(part);
  switch (file.kind(clause)) {
    case NodeKind::region_clause:
      if (text == kEverywhere) break;
      row.region = cx.program.names.intern(text);
      if (!isRegion(cx, text, at)) {
        suggestCode(cx.sink->report(at, kinds::unknown_region, text), at, text, cx.regions.all());
      }
      break;
    case NodeKind::source_clause: readSource(cx, scope, text, at, row); break;
    case NodeKind::edition_clause:
      if (checkEdition(cx, text, at)) row.edition = cx.program.names.intern(text);
      break;
    case NodeKind::from_clause: row.from_day = dateDay(cx, at, text); break;
    case NodeKind::until_clause: row.until_day = dateDay(cx, at, text); break;
    default: break;
  }
  const bool is_date = file.kind(clause) == NodeKind::from_clause || file.kind(clause) == NodeKind::until_clause;
  if (is_date) checkValidity(cx, row.from_day, row.until_day, file.span(clause), "a price");
}

void reportPriceUnit(Library& cx, Span at, std::string_view unit, const MeterInfo& meter) {
  std::string_view per = unit.substr(std::min(unit.find_first_of("/ "), unit.size()));
  if (per.starts_with("/")) per.remove_prefix(1);
  if (per.starts_with(" per ")) per.remove_prefix(5);
  auto& diagnostic = cx.sink->report(at, kinds::wrong_price_unit, per.empty() ? "nothing" : per, meter.name,
                                     cx.dimensions().show(meter.dimension));
  diagnostic.label(meter.decl->span, "the meter is declared here");
  if (meter.has_basis) {
    diagnostic.hint(fmt::format("it has a month basis: its prices are per {}", cx.dimensions().show(meter.month_dimension)));
  } else if (unit.find("month") != std::string_view::npos) {
    diagnostic.hint(fmt::format("a monthly price is no hourly one: give meter `{}` a `basis month`, or quote the price "
                                "per {}", meter.name, cx.dimensions().show(meter.dimension)));
  } else {
    diagnostic.hint(fmt::format("quote the price per {}, or put it under the meter it belongs to",
                                cx.dimensions().show(meter.dimension)));
  }
}

// How quantities of this price are shown: the text behind the price's stroke, and its
// size in the meter's base units.
void readQuantityUnit(Library& cx, const ast::File& file, NodeId unit, const units::UnitExpr& parsed, const base::Rational& basis,
                      program::RateText& reads) {
  reads.quantity_unit.clear();
  for (NodeId part : Children(file, unit)) {
    if (file.kind(part) != NodeKind::per) continue;
    // Of `per 1M write_unit` the count is the price's, not the unit's.
    Children inside(file, part);
    const NodeId name = inside[file.kind(inside[0]) == NodeKind::num ? 1 : 0];
    reads.quantity_unit = std::string(cx.sources.text({file.source, file.node(name).begin, file.node(unit).end}));
    break;
  }
  reads.quantity_unit_scale = basis;
  for (const units::UnitFactor& factor : parsed.factors) {
    if (factor.exponent < 0) reads.quantity_unit_scale *= cx.units[factor.unit].scale;
  }
}

// A price literal: exact money per base unit of the meter's quantity.
bool readPrice(Library& cx, const Scope& scope, NodeId node, const MeterInfo& meter, NewRate& made) {
  program::RateRow& row = made.row;
  const ast::File& file = scope.module->tree;
  Span at = file.span(node);
  if (file.kind(node) != NodeKind::quantity) {
    cx.sink->report(at, kinds::wrong_type, "a price such as `0.10 USD/h`", fmt::format("`{}`", cx.text(file, node)));
    return false;
  }
  Children parts(file, node);
  const units::UnitExpr* unit = unitOf(cx, file, parts[1]);
  if (!unit) return false;
  std::string_view unit_text = cx.text(file, parts[1]);
  // The currency is the first factor; the rest is what the price is per.
  const auto& dimensions = cx.dimensions();
  const bool begins = !unit->factors.empty() && unit->factors[0].exponent > 0;
  const DimensionId money = begins ? cx.units[unit->factors[0].unit].dimension : units::kNoDimension;
  if (!units::isMoney(dimensions, money)) {
    cx.sink->report(at, kinds::wrong_type, "a price in a currency", fmt::format("`{}`", cx.text(file, node)));
    return false;
  }
  // A meter with a basis is priced per month: an hourly price would be some 700 times that.
  const bool monthly = meter.has_basis;
  if (unit->dimension != cx.dimensions().divide(money, monthly ? meter.month_dimension : meter.dimension)) {
    reportPriceUnit(cx, at, unit_text, meter);
    return false;
  }
  row.currency = cx.program.names.intern(units::currencyOf(dimensions, dimensions.factors(money)[0].base));
  const base::Rational basis = cx.program.meters[meter.id.value].basis.value_or(1);
  std::string_view digits = cx.text(file, parts[0]);
  Env env;
  Row cells;
  env.scope = &scope;
  env.row = &cells;
  literal(cx, env, node);
  // The scale takes the basis in, so that no division is left at run time.
  program::Cell cell = cells.cells[0];
  base::Rational scale = cx.program.cells.scaleValue(cell.scale) / basis;
  cell.scale = cx.program.cells.scale(scale).value & 0x7FFFFFFF;
  row.price = cell;
  row.span = at;
  made.text.price = std::string(digits);
  made.text.price_unit = std::string(unit_text);
  readQuantityUnit(cx, file, parts[1], *unit, basis, made.text);
  return true;
}

// `first 10 TiB: p, next 40 TiB: p, then p`: bounds add up. Behind `cliff` the price of the last that is reached is for all.
void readTiers(Library& cx, const Scope& scope, const std::vector<NodeId>& tiers, const Block& block,
               NewRate made) {
  const ast::File& file = scope.module->tree;
  program::RateRow& row = made.row;
  base::Rational lower = 0, months = 0;
  row.is_cliff = (file.node(tiers.front()).flags & ast::kTierCliff) != 0;
  for (size_t i = 0; i < tiers.size(); ++i) {
    Children parts(file, tiers[i]);
    uint8_t flags = file.node(tiers[i]).flags;
    row.lower = lower;
    made.lower_months = months;
    row.upper.reset();
    if (!(flags & ast::kTierThen)) {
      auto size = constantQuantity(cx, scope, parts[0], *block.meter, "a tier");
      if (!size) return;
      if (sgn(size->number) <= 0) {
        cx.sink->report(file.span(parts[0]), kinds::tiers_not_ascending);
        return;
      }
      (size->is_of_month ? months : lower) += size->number;
      row.upper = lower;
      made.upper_months = months;
    }
    bool last = i + 1 == tiers.size();
    bool ordered = (i == 0) == ((flags & ast::kTierFirst) != 0) && (last || !(flags & ast::kTierThen));
    if (!ordered) {
      cx.sink->report(file.span(tiers[i]), kinds::tiers_not_ascending).hint("`first …: p, next …: p, then p`");
      return;
    }
    const program::RateRow before = row;
    if (!readPrice(cx, scope, parts[parts.size() - 1], *block.meter, made)) return;
    if (i > 0 && row.currency != before.currency) {
      cx.sink->report(row.span, kinds::currency_mismatch, cx.program.names.text(before.currency), cx.program.names.text(row.currency))
          .label(before.span, "the tier before it")
          .hint("what the tiers of a rate charge is added: quote them in one currency");
      return;
    }
    addRate(cx, made);
  }
}

void readRow(Library& cx, const Scope& scope, NodeId node, const Block& block) {
  const ast::File& file = scope.module->tree;
  NewRate made{block.row, {}, 0, 0};
  program::RateRow& row = made.row;
  bool has_key = false;
  std::vector<NodeId> tiers;
  NodeId price;
  for (NodeId part : Children(file, node)) {
    switch (file.kind(part)) {
      case NodeKind::rate_key:
        has_key = true;
        row.key = readMeterKey(cx, scope, Children(file, part)[0], *block.meter);
        if (!row.key) return;
        break;
      case NodeKind::tier: tiers.push_back(part); break;
      case NodeKind::free_clause:
      case NodeKind::quote_clause:
        row.kind = file.kind(part) == NodeKind::free_clause ? program::RateRow::Kind::free : program::RateRow::Kind::quote;
        made.text.reason = unquoted(cx.text(file, Children(file, part)[0]));
        row.span = file.span(part);
        break;
      case NodeKind::shown: made.text.shown = unquoted(cx.text(file, Children(file, part)[0])); break;
      // Of an agreement, which has read them.
      case NodeKind::cover:
      case NodeKind::region_clause:
      case NodeKind::plan_ref: break;
      default: price = part;
    }
  }
  bool wants_key = block.meter->key.kind != Kind::error;
  if (has_key != wants_key && file.kind(node) == NodeKind::rate_row) {
    cx.sink->report(file.span(node), kinds::wrong_argument_count, block.meter->name, size_t{wants_key}, size_t{has_key});
    return;
  }
  // What is covered under a plan costs one price, so that hours can be set against money.
  if (row.offer && (row.kind == program::RateRow::Kind::free || !tiers.empty())) {
    cx.sink->report(file.span(node), kinds::wrong_type, "one price for all that a plan covers", tiers.empty() ? "`free`" : "tiers");
    return;
  }
  if (row.kind != program::RateRow::Kind::price) return addRate(cx, std::move(made));
  if (!tiers.empty()) return readTiers(cx, scope, tiers, block, std::move(made));
  if (price && readPrice(cx, scope, price, *block.meter, made)) addRate(cx, std::move(made));
}

}  // namespace

void checkValidity(Library& cx, std::optional<uint32_t> from_day, std::optional<uint32_t> until_day, Span at, std::string_view what) {
  if (!from_day || !until_day || *until_day > *from_day) return;
  cx.sink->report(at, kinds::reversed_range, cx.sources.text(at))
      .hint(fmt::format("{} holds from one day on, and no longer on the day behind `until`", what));
}

program::KeyId readMeterKey(Library& cx, const Scope& scope, NodeId key, const MeterInfo& meter) {
  const ast::File& file = scope.module->tree;
  Span at = file.span(key);
  std::string_view text = cx.text(file, key);
  if (meter.key.kind == Kind::number) {
    Env env;
    env.scope = &scope;
    Value value = infer(cx, env, key);
    if (value.isError()) return {};
    Value slot = zeroOf(cx, meter.key.dimension);
    Number* number = value.find<Number>();
    if (!number || !unify(cx, *number, slot.number())) {
      reportMismatch(cx, at, fmt::format("the key of meter `{}`", meter.name), slot, value);
      return {};
    }
    return keyOfQuantity(cx, cx.pool().constantValue(number->expr), number->dimension, text);
  }
  program::KeyId found = keyOfName(cx, text);
  bool known = static_cast<bool>(found);
  if (known && meter.key.kind == Kind::key) {
    known = isSku(cx, text, at);
  } else if (known && meter.key.kind == Kind::word) {
    const auto& words = cx.words[meter.key.index].words;
    known = std::find(words.begin(), words.end(), text) != words.end();
    if (known && cx.options.mentions) cx.options.mentions->noteWord(at, cx, meter.key.index, text);
  }
  if (!known) {
    auto& diagnostic = cx.sink->report(at, kinds::unknown_key, text);
    suggestCode(diagnostic, at, text, cx.skus.all());
    diagnostic.hint("a SKU is declared before it has a price: `skus { … }`");
  }
  return known ? found : program::KeyId{};
}

namespace {

// Without a region a price is an error, of which the fix writes the bill's.
void wantRegion(Library& cx, const Scope& scope, NodeId node, const MeterInfo& meter) {
  const ast::File& file = scope.module->tree;
  Span last;
  for (NodeId part : Children(file, node)) {
    if (file.kind(part) == NodeKind::region_clause) return;
    if (file.kind(part) == NodeKind::path) last = file.span(part);
  }
  const base::NameId region = cx.program.region;
  const std::string_view bills = region ? cx.program.names.text(region) : std::string_view{};
  const std::string where = fmt::format("region {}", cx.regions.has(bills) ? bills : kEverywhere);
  auto& diagnostic = cx.sink->report(last, kinds::price_without_region, meter.name);
  diagnostic.fix({last.file, last.end, last.end}, " " + where, fmt::format("write `{}`", where));
  diagnostic.hint("what costs the same in every region says `region everywhere`");
}

// One meter's rows of a block.
void readRates(Library& cx, const Scope& scope, NodeId node, NodeId meter) {
  const ast::File& file = scope.module->tree;
  std::string_view name = cx.text(file, meter);
  const Decl* decl = findAt(cx, scope, Space::meter, meter);
  if (!decl) {
    auto& diagnostic = cx.sink->report(file.span(meter), kinds::unknown_meter, name);
    if (!diagnostic.takes_suggestions) return;
    std::vector<std::string> known;
    for (const MeterInfo& one : cx.meters) known.push_back(one.name);
    suggest(diagnostic, file.span(meter), name, known);
    return;
  }
  Children parts(file, node);
  Block block;
  block.meter = &cx.meters[decl->index];
  block.row.meter = block.meter->id;
  for (NodeId part : parts) {
    if (file.kind(part) != NodeKind::rate_row && file.kind(part) != NodeKind::path) readClause(cx, scope, part, block.row);
  }
  // A row without a source is its writer's own; a library's prices are somebody's.
  const bool is_sourced = block.row.source || (!scope.module->is_library && !cx.options.strict);
  if (!is_sourced) {
    cx.sink->report(file.span(meter), kinds::price_without_source, block.meter->name)
        .hint(scope.module->is_library ? "a library says which list its prices are from: `source NAME`"
                                       : "`--strict` takes only prices with a `source`: declare one and name it");
  }
  wantRegion(cx, scope, node, *block.meter);
  for (NodeId part : parts) {
    if (file.kind(part) == NodeKind::rate_row) readRow(cx, scope, part, block);
  }
}

}  // namespace

std::vector<program::RateRow> agreedRows(Library& cx, const Scope& scope, NodeId node, const MeterInfo& meter, program::RateRow row) {
  const size_t before = cx.program.rates.size();
  Block block;
  block.meter = &meter;
  block.row = std::move(row);
  readRow(cx, scope, node, block);
  std::vector<program::RateRow>& own = cx.program.rates.owned();
  const auto first = own.begin() + static_cast<std::ptrdiff_t>(before - cx.program.rates.firstOwn());
  std::vector<program::RateRow> rows(std::make_move_iterator(first), std::make_move_iterator(own.end()));
  own.erase(first, own.end());
  return rows;
}

// Meters that cost the same share a block. What is wrong with a row is said of the first of them.
void declareRates(Library& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  const size_t errors = cx.sink->errorCount();
  for (NodeId part : Children(file, node)) {
    if (file.kind(part) == NodeKind::path && cx.sink->errorCount() == errors) readRates(cx, scope, node, part);
  }
}

}  // namespace smcost::check
