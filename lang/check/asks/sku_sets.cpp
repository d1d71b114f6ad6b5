// `param machine : Sku = … in skus where …`: which SKUs it may be, as far as that is known without prices.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "lang/check/asks/queries.h"

namespace smcost::check {

namespace {

// Does a row's SKU match, of a condition that asks for no price?
bool matches(Asks& cx, const program::SkuQuery& query, uint32_t row) {
  std::vector<base::Rational> cells;
  for (const auto& column : query.condition.columns) cells.push_back(cx.program.cells.value(column[row]));
  program::Evaluator evaluator(cx.pool(), cx.program.shape(query.condition.shape));
  return evaluator.run(cells) == 0 && evaluator.output(0) != 0;
}

void checkMember(Asks& cx, const program::SkuQuery& query, const program::Parameter& parameter) {
  const auto* sku = std::get_if<program::KeyId>(&parameter.value);
  if (!sku) return;
  // What a price decides is known with the bill.
  const bool asks_prices = std::any_of(query.prices.begin(), query.prices.end(), [](const auto& price) { return price.in_condition; });
  for (uint32_t row = 0; row < query.rows.size(); ++row) {
    if (query.rows[row].sku == *sku && (asks_prices || matches(cx, query, row))) return;
  }
  auto& diagnostic = cx.sink->report(parameter.value_span, kinds::not_a_member, parameter.name, fmt::format("`{}`", cx.sources.text(query.span)));
  diagnostic.label(parameter.span, "declared here");
  for (const uint32_t fact : query.facts) {
    if (!cx.program.facts.value(*sku, fact)) diagnostic.note(fmt::format("its `{}` is not known", cx.program.facts.columns[fact].name));
  }
}

// With the variables that decide which SKUs match: they are fixed, and known by that.
std::optional<program::SkuQuery> readSet(Asks& cx, const OpenSkuSet& set) {
  std::vector<program::Variable>& variables = cx.program.variables.all;
  std::vector<bool> were_fixed;
  for (program::Variable& variable : variables) were_fixed.push_back(std::exchange(variable.is_fixed, false));
  auto query = readQuery(cx, *set.scope, set.query);
  for (uint32_t i = 0; i < variables.size(); ++i) {
    if (query && variables[i].is_fixed) query->reads.push_back(i);
    variables[i].is_fixed = variables[i].is_fixed || were_fixed[i];
  }
  return query;
}

}  // namespace

void addSkuSets(Asks& cx) {
  for (const OpenSkuSet& set : cx.open_sku_sets) {
    auto query = readSet(cx, set);
    program::Parameter& parameter = cx.program.parameters[set.parameter];
    if (!query) {
      parameter.domain = {};
      continue;
    }
    checkMember(cx, *query, parameter);
    std::get<program::SkuSet>(parameter.domain).query = static_cast<uint32_t>(cx.program.sku_sets.size());
    cx.program.sku_sets.push_back(std::move(*query));
  }
}

}  // namespace smcost::check
