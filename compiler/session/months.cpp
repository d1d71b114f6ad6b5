// Each month of the period as a program and a bill of its own; one of them for any other
// period. The checks of the file look at the first, and at the money of all.

#include <fmt/format.h>

#include "compiler/session/state.h"

namespace smcost::session {

namespace {

// Errors of a later month say which one.
void appendFrom(diagnostics::Sink& sink, diagnostics::Sink&& of_month, const std::string& name) {
  of_month.noteAll(fmt::format("in {} of the period", name));
  sink.append(std::move(of_month));
}

}  // namespace

std::deque<Month> checkMonths(Session::State& state, check::Options options, diagnostics::Sink& sink) {
  std::deque<Month> months;
  std::vector<std::string> names;
  if (!options.month) names = check::billedMonths(state.sources, state.modules.back().tree, options);
  do {
    if (!names.empty()) options.month = names[months.size()];
    options.with_checks = months.empty();
    diagnostics::Sink own;
    months.emplace_back(check::check(state.declared(options, own), options, own), nullptr);
    if (months.size() == 1) sink.append(std::move(own));
    else appendFrom(sink, std::move(own), *options.month);
  } while (months.size() < names.size() && !sink.hasErrors());
  return months;
}

bool rateMonths(Session::State& state, std::deque<Month>& months, diagnostics::Sink& sink) {
  for (Month& month : months) {
    diagnostics::Sink own;
    month.bill = runtime::rate(month.checked.program, state.theEngine(), own);
    if (month.bill && !checkSkuSets(state, month, own)) month.bill.reset();
    if (months.size() == 1) sink.append(std::move(own));
    else appendFrom(sink, std::move(own), month.checked.program.period.name);
    if (!month.bill) return false;
  }
  return true;
}

namespace {

// What a statistic says in place of the bill: why, per check; empty: the bill says it.
std::vector<std::string> judgeStatistics(Session::State& state, const program::Program& program, runtime::CheckResults& results) {
  std::vector<std::string> reasons(program.checks.size());
  for (size_t i = 0; i < program.checks.size(); ++i) {
    const program::Check& check = program.checks[i];
    if (check.statistic.kind == program::Statistic::Kind::none || !results.checks[i].evaluated) continue;
    if (state.options.judge == nullptr) {
      results.checks[i].passed = false;
      reasons[i] = "nobody here judges what the bill alone does not say";
      continue;
    }
    Options spec = state.options;
    spec.judge = nullptr;
    spec.shared_engine = nullptr;
    const auto verdict = state.options.judge(spec, check);
    if (!verdict) continue;
    results.checks[i].passed = verdict->holds;
    results.checks[i].warned = false;
    reasons[i] = verdict->why;
  }
  return reasons;
}

}  // namespace

Outcomes evaluateChecks(Session::State& state, const std::deque<Month>& months, diagnostics::Sink& sink, const JudgedChecks& judged) {
  std::vector<const runtime::Bill*> bills;
  for (const Month& month : months) bills.push_back(month.bill.get());
  auto results = runtime::evaluateChecks(months.front().checked.program, bills, state.theEngine(), sink);
  Outcomes outcomes;
  const std::vector<std::string> reasons = judgeStatistics(state, months.front().checked.program, results);
  outcomes.checks = checkOutcomes(state.sources, months.front().checked, results, judged, reasons, sink);
  const auto& questions = months.front().checked.program.questions;
  for (size_t i = 0; i < questions.size(); ++i) {
    if (results.questions[i]) outcomes.answers.push_back({questions[i].answer, std::move(*results.questions[i]), questions[i].span});
  }
  state.reportDifference(sink);
  return outcomes;
}

}  // namespace smcost::session
