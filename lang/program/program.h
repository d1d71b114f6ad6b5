// The checked program: what everyone after the checker sees. Names are resolved, units
// are gone into base-unit rationals, statements are rows of tables, prices are data.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/base/interner.h"
#include "lang/base/layered.h"
#include "lang/program/asked.h"
#include "lang/program/bill_terms.h"
#include "lang/program/expr.h"
#include "lang/program/facts.h"
#include "lang/program/ids.h"
#include "lang/program/parameters.h"
#include "lang/program/placement.h"
#include "lang/program/price_declarations.h"
#include "lang/program/query.h"
#include "lang/program/table.h"
#include "lang/program/commitments.h"
#include "lang/program/usage.h"
#include "lang/program/variables.h"
#include "lang/units/dimension.h"

namespace smcost::program {

struct Program : BillTerms {
  Program() = default;
  // Goes on from what was declared for it, which is frozen and shared.
  explicit Program(std::shared_ptr<const Program> below);

  std::shared_ptr<const Program> declared;  // what the stores below go on from; none: all is their own
  std::string spec;                         // the file's name
  units::Dimensions dimensions;
  base::Interner names;
  ExprPool pool;
  CellStore cells;
  base::Layered<Shape> shapes;
  base::Layered<Key> keys;
  Facts facts;
  base::Layered<Meter> meters;
  base::Layered<Allowance> allowances;      // in order of declaration
  base::Layered<Plan> plans;
  base::Layered<Offer> offers;
  base::Layered<Edition> editions;
  base::Layered<PriceSource> sources;
  base::Layered<RateText> rate_texts;
  base::Layered<RateRow> rates;             // with those that applyAgreements made, at the end
  std::vector<Agreement> agreements;        // in order of the text, those of used files first
  std::vector<Statement> statements;        // in order of the text; those of included files first
  std::vector<Tags> tags;                   // what Statement::tags names, each once
  std::vector<IncludedFile> included;       // in order of the text, behind those that they include
  std::vector<std::pair<StatementId, std::string>> not_billed;  // of other months; "only in 2025-04"
  std::vector<UsageTable> usage;
  std::set<std::string> billed_modules;     // whose workloads or meters have statements in the bill: "lib.a.b"
  PlacementStore placements;                // what UsageTable::placements names
  std::vector<Commitment> commitments;      // in order of the text
  std::vector<CheckTable> check_tables;
  std::vector<Check> checks;
  std::vector<Question> questions;          // of a REPL's input, in order of the text
  std::vector<SkuQuery> queries;            // in order of the text
  std::vector<Asked> asked;                 // as they were asked; of several months the first has them
  std::vector<DeclaredQuestion> declared_questions;  // of the file itself, in order of the text
  std::vector<Parameter> parameters;        // in order of the text, those of included files first
  std::vector<SkuQuery> sku_sets;           // of parameters, `in skus where …`
  Variables variables;                      // of a spec that is asked as a function of some of its `param`s; else none

  // When a line of a row runs; null for an amount, also for one on a known day.
  const Placement* placement(const UsageTable& table, uint32_t line, uint32_t row) const {
    if (line >= table.placements.size() || table.placements[line].empty()) return nullptr;
    const PlacementId id = table.placements[line][row];
    return id ? &placements[id] : nullptr;
  }
  // When it runs, or the day on which an amount lies; null when neither is known.
  const Placement* window(const UsageTable& table, uint32_t line, uint32_t row) const {
    if (const Placement* exact = placement(table, line, row)) return exact;
    return row < table.days.size() && table.days[row] ? &placements[table.days[row]] : nullptr;
  }
  // Where a row's usage happens.
  base::NameId regionOf(const UsageTable& table, uint32_t row) const {
    return row < table.regions.size() && table.regions[row] ? table.regions[row] : region;
  }
  // The first statement behind all parts of one; behind itself when it has none.
  uint32_t endOfParts(StatementId whole) const {
    uint32_t end = whole.value + 1;
    while (end < statements.size() && statements[end].part_of && statements[end].part_of.value >= whole.value) ++end;
    return end;
  }
  bool hasParts(StatementId id) const { return endOfParts(id) > id.value + 1; }
  // Of a statement; empty: it has no such tag.
  std::string_view tagOf(StatementId id, std::string_view key) const {
    const TagsId set = statements[id.value].tags;
    if (!set) return {};
    const auto found = tags[set.value].find(key);
    return found == tags[set.value].end() ? std::string_view() : std::string_view(found->second);
  }
  const Shape& shape(ShapeId id) const { return shapes[id.value]; }
  const RateText& textOf(const RateRow& row) const { return rate_texts[row.text.value]; }
  // Empty: the bill has none.
  std::string_view editionName() const { return edition ? names.text(edition) : std::string_view(); }

  RateTextId addRateText(RateText text) {
    rate_texts.push_back(std::move(text));
    return {static_cast<uint32_t>(rate_texts.size() - 1)};
  }
};

// The bill's region and those of statements that name their own.
std::set<base::NameId> regionsInUse(const Program& program);

// "name", "head", "head#2".
std::string statementName(const Program& program, StatementId id);
// "compute"; the second of a list is "compute#2".
std::string lineName(const UsageLine& line);

// The whole program as text, for `--emit=program`.
std::string print(const Program& program);

}  // namespace smcost::program
