// The scenarios of the file: each is checked whenever the file is, and the one that was asked
// for stands in place of the file as written.

#include <algorithm>

#include "compiler/session/state.h"
#include "lang/diagnostics/suggest.h"

namespace smcost::session {

namespace {

bool isSelected(const Session::State& state, std::string_view name) {
  return state.options.scenario.value_or(std::string(check::kBaseScenario)) == name;
}

void reportUnknown(Session::State& state, std::vector<std::string> names) {
  const std::string& wanted = *state.options.scenario;
  names.emplace_back(check::kBaseScenario);
  diagnostics::suggest(state.sink.report({}, diagnostics::kinds::unknown_scenario, wanted), {}, wanted, names);
}

}  // namespace

void checkScenarios(Session::State& state) {
  const std::vector<std::string> names = check::scenarioNames(state.sources, *state.mainTree());
  const bool is_base = isSelected(state, check::kBaseScenario);
  state.declared(state.check_options, state.sink);
  const bool checks_all = state.options.scenario_checks == ScenarioChecks::all;
  if (checks_all || is_base) state.months = checkMonths(state, state.check_options, state.sink);
  const std::vector<std::string> billed = check::billedMonths(state.sources, *state.mainTree(), state.check_options);
  for (const std::string& name : names) {
    if (!checks_all && !isSelected(state, name)) continue;
    check::Options options = state.check_options;
    options.scenario = name;
    // Of those that nobody asks for the first month is enough.
    if (!isSelected(state, name) && !billed.empty()) options.month = billed.front();
    diagnostics::Sink own;
    std::deque<Month> months = checkMonths(state, options, own);
    state.appendOf(name, std::move(own));
    if (isSelected(state, name)) state.months = std::move(months);
  }
  if (is_base || std::find(names.begin(), names.end(), *state.options.scenario) != names.end()) return;
  reportUnknown(state, names);
  if (state.months.empty()) state.months = checkMonths(state, state.check_options, state.sink);
}

}  // namespace smcost::session
