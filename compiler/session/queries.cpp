// Queries over SKUs: answered once the bill of the session is known. And the sets of SKUs that `param`s may be of.

#include <fmt/format.h>

#include <algorithm>

#include "compiler/session/state.h"
#include "runtime/rating/queries.h"

namespace smcost::session {

namespace kinds = diagnostics::kinds;

std::vector<AnsweredQuery> answerQueries(Session::State& state, const Month& month, diagnostics::Sink& sink) {
  const program::Program& program = month.checked.program;
  std::vector<AnsweredQuery> answers;
  for (size_t i = 0; i < program.queries.size(); ++i) {
    auto answer = runtime::answerQuery(program, program.queries[i], state.theEngine(), sink);
    if (answer) answers.push_back({i, std::move(*answer)});
  }
  if (!answers.empty()) state.reportDifference(sink);
  return answers;
}

std::optional<std::vector<program::KeyId>> skusOf(Session::State& state, const Month& month, const program::SkuSet& set, diagnostics::Sink& sink) {
  const program::SkuQuery& query = month.checked.program.sku_sets[set.query];
  const auto answer = runtime::answerQuery(month.checked.program, query, state.theEngine(), sink);
  if (!answer) return std::nullopt;
  std::vector<program::KeyId> skus;
  for (const runtime::QueryRow& row : answer->rows) {
    const program::KeyId sku = query.rows[row.row].sku;
    if (std::find(skus.begin(), skus.end(), sku) == skus.end()) skus.push_back(sku);
  }
  return skus;
}

bool checkSkuSets(Session::State& state, const Month& month, diagnostics::Sink& sink) {
  const program::Program& program = month.checked.program;
  const size_t errors = sink.errorCount();
  for (const program::Parameter& parameter : program.parameters) {
    const auto* set = std::get_if<program::SkuSet>(&parameter.domain);
    const auto* sku = std::get_if<program::KeyId>(&parameter.value);
    if (!set || !sku) continue;
    const program::SkuQuery& query = program.sku_sets[set->query];
    // What no price decides was checked with the text.
    if (std::none_of(query.prices.begin(), query.prices.end(), [](const auto& price) { return price.in_condition; })) continue;
    const auto skus = skusOf(state, month, *set, sink);
    if (!skus || std::find(skus->begin(), skus->end(), *sku) != skus->end()) continue;
    sink.report(parameter.value_span, kinds::not_a_member, parameter.name, fmt::format("`{}`", state.sources.text(query.span)))
        .label(parameter.span, "declared here")
        .note(fmt::format("at the prices of {} in {}", program.period.name, program.names.text(program.region)));
  }
  return sink.errorCount() == errors;
}

std::optional<std::vector<program::KeyId>> Session::skusOf(size_t parameter, diagnostics::Sink& sink) const {
  std::optional<std::vector<program::KeyId>> all;
  for (const Month& month : state_->months) {
    const auto* set = std::get_if<program::SkuSet>(&month.checked.program.parameters[parameter].domain);
    auto skus = set ? session::skusOf(*state_, month, *set, sink) : std::nullopt;
    if (!skus) return std::nullopt;
    if (!all) all = std::move(skus);
    else std::erase_if(*all, [&](program::KeyId sku) { return std::find(skus->begin(), skus->end(), sku) == skus->end(); });
  }
  return all;
}

bool Session::checkSkuSets(size_t month, diagnostics::Sink& sink) const { return session::checkSkuSets(*state_, state_->months[month], sink); }

}  // namespace smcost::session
