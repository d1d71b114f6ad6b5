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

Outcomes evaluateChecks(Session::State& state, const std::deque<Month>& months, diagnostics::Sink& sink, const JudgedChecks& judged) {
  std::vector<const runtime::Bill*> bills;
  for (const Month& month : months) bills.push_back(month.bill.get());
  auto results = runtime::evaluateChecks(months.front().checked.program, bills, state.theEngine(), sink);
  Outcomes outcomes;
  outcomes.checks = checkOutcomes(state.sources, months.front().checked, results, judged, sink);
  const auto& questions = months.front().checked.program.questions;
  for (size_t i = 0; i < questions.size(); ++i) {
    if (results.questions[i]) outcomes.answers.push_back({questions[i].answer, std::move(*results.questions[i]), questions[i].span});
  }
  state.reportDifference(sink);
  return outcomes;
}

}  // namespace smcost::session
