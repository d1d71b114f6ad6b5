#include "compiler/session/difference.h"

#include <fmt/format.h>

#include "compiler/session/state.h"
#include "lang/base/check.h"
#include "lang/syntax/parse.h"
#include "runtime/difference/kept_lines.h"
#include "runtime/difference/other_prices.h"
#include "runtime/report/report.h"

namespace smcost::session {

namespace kinds = diagnostics::kinds;

namespace {

// As `--period` takes it.
std::string periodText(const Session::State& state) {
  const std::string& first = state.months.front().checked.program.period.name;
  if (state.months.size() == 1) return first;
  return first + ".." + state.months.back().checked.program.period.name;
}

std::string firstError(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    if (diagnostic.kind->severity != diagnostics::Severity::error) continue;
    return fmt::format("{} [SMC{}]", diagnostic.message, diagnostic.kind->number);
  }
  return "";
}

// One of the two specs, in the calendar of both.
struct Side {
  Session::State* state = nullptr;
  std::deque<check::Checked> in_other;             // the months of the other's period; empty: it is the same
  std::string error;                               // why the spec cannot be billed there
  std::vector<const program::Program*> months[2];  // by calendar: of the first spec, of the second
};

// The spec under another period. Programs come out of a check with errors too, with all their prices.
void checkUnder(Side& side, const std::string& period) {
  check::Options options = side.state->check_options;
  options.period = period;
  options.with_checks = false;
  std::vector<std::string> names = check::billedMonths(side.state->sources, side.state->modules.back().tree, options);
  diagnostics::Sink sink;
  do {
    if (!names.empty()) options.month = names[side.in_other.size()];
    side.in_other.push_back(check::check(side.state->declared(options, sink), options, sink));
  } while (side.in_other.size() < names.size());
  if (sink.hasErrors()) side.error = firstError(sink);
}

// Bills between the two, made as they are asked for.
class Between {
 public:
  Between(Session::State& before, Session::State& after) {
    sides_[0].state = &before;
    sides_[1].state = &after;
    const std::string periods[2] = {periodText(before), periodText(after)};
    one_calendar_ = periods[0] == periods[1];
    for (unsigned own = 0; own < 2; ++own) {
      Side& side = sides_[own];
      const unsigned other = 1 - own;
      if (!one_calendar_) checkUnder(side, periods[other]);
      for (const Month& month : side.state->months) side.months[own].push_back(&month.checked.program);
      if (one_calendar_) side.months[other] = side.months[own];
      for (const check::Checked& month : side.in_other) side.months[other].push_back(&month.program);
    }
    for (const Month& month : before.months) lines_.addCosts(*month.bill, bills_.before);
    for (const Month& month : after.months) lines_.addCosts(*month.bill, bills_.after);
  }

  // The factors that can be told apart, most of them first.
  runtime::Difference run() {
    std::vector<runtime::Difference::Merged> merged;
    unsigned factors = runtime::kStatements | runtime::kPrices | (one_calendar_ ? 0 : runtime::kCalendar) |
                       (haveOneAgreement() ? 0 : runtime::kAgreements);
    for (const Side& side : sides_) {
      if (side.error.empty() || (factors & runtime::kCalendar) == 0) continue;
      factors &= ~runtime::kCalendar;
      merged.push_back({"calendar", side.error});
    }
    while (!makeBills(factors)) {
      SMCOST_CHECK(factors != runtime::kStatements, "a bill without some of its lines is a bill");
      const bool of_agreements = (failed_ & runtime::kAgreements) != 0;
      const bool of_calendar = !of_agreements && (factors & runtime::kCalendar) != 0 && (failed_ & runtime::kPrices) == 0;
      merged.push_back({of_agreements ? "agreements" : of_calendar ? "calendar" : "price", error_});
      factors &= ~(of_agreements ? runtime::kAgreements : of_calendar ? runtime::kCalendar : runtime::kPrices);
    }
    runtime::Difference difference = runtime::split(lines_, bills_);
    difference.merged = std::move(merged);
    for (const Side& side : sides_) {
      for (const program::Agreement& agreement : side.state->months.front().checked.program.agreements) {
        difference.has_agreements |= !agreement.reductions.empty() || !agreement.rows.empty();
      }
    }
    return difference;
  }

 private:
  // What both agree on goes with the statements: there is nothing to tell apart.
  bool haveOneAgreement() const {
    return runtime::agreeOnPrices(sides_[0].state->months.front().checked.program, sides_[1].state->months.front().checked.program);
  }

  // All bills that these factors need; when one of them cannot be made, `failed_` says which of
  // prices, calendar and agreements are not those of its statements.
  bool makeBills(unsigned factors) {
    bills_.factors = factors;
    findKept();
    const unsigned others = (runtime::kPrices | runtime::kCalendar | runtime::kAgreements) & ~factors;
    // Bills at their own prices and agreements first: what fails there is no matter of these. Then those
    // at their own agreements.
    for (const int pass : {0, 1, 2}) {
      for (unsigned mask = 0; mask < bills_.of_kept.size(); ++mask) {
        if ((mask & ~factors) != 0) continue;
        const unsigned full = (mask & runtime::kStatements) != 0 ? mask | others : mask;
        const unsigned text = full & runtime::kStatements ? 1 : 0;
        const bool own_prices = ((full & runtime::kPrices) != 0) == (text != 0);
        const bool own_agreements = ((full & runtime::kAgreements) != 0) == (text != 0);
        if (pass != (!own_agreements ? 2 : own_prices ? 0 : 1)) continue;
        const unsigned calendar = full & runtime::kCalendar ? 1 : 0;
        if (makeBill(bills_.of_kept[full], text, calendar, own_prices, own_agreements)) continue;
        failed_ = (own_prices ? 0 : runtime::kPrices) | (calendar == text ? 0 : runtime::kCalendar) |
                  (own_agreements ? 0 : runtime::kAgreements);
        return false;
      }
    }
    return true;
  }

  // A line is kept when both specs have it, in any calendar that counts.
  void findKept() {
    std::vector<bool> has[2];
    for (unsigned own = 0; own < 2; ++own) {
      for (unsigned calendar = 0; calendar < 2; ++calendar) {
        if (calendar != own && (bills_.factors & runtime::kCalendar) == 0) continue;
        for (const program::Program* month : sides_[own].months[calendar]) lines_.mark(*month, has[own]);
      }
    }
    bills_.kept.assign(lines_.size(), false);
    for (size_t i = 0; i < std::min(has[0].size(), has[1].size()); ++i) bills_.kept[i] = has[0][i] && has[1][i];
  }

  bool makeBill(runtime::LineCosts& costs, unsigned text, unsigned calendar, bool own_prices, bool own_agreements) {
    costs.clear();
    Side& side = sides_[text];
    for (size_t i = 0; i < side.months[calendar].size(); ++i) {
      const program::Program& whole = *side.months[calendar][i];
      program::Program program = runtime::keepLines(whole, [&](program::UsageTableId table, uint32_t line, uint32_t row) {
        return bills_.kept[lines_.number(whole, table, line, row)];
      });
      if (!own_agreements) runtime::takeAgreements(program, *sides_[1 - text].months[calendar][i]);
      if (!own_prices) runtime::takePrices(program, *sides_[1 - text].months[calendar][i]);
      diagnostics::Sink sink;
      const std::unique_ptr<runtime::Bill> bill = runtime::rate(program, side.state->theEngine(), sink);
      if (!bill) {
        error_ = firstError(sink);
        return false;
      }
      lines_.addCosts(*bill, costs);
    }
    return true;
  }

  Side sides_[2];
  bool one_calendar_ = false;
  runtime::Lines lines_;
  runtime::BillsBetween bills_;
  unsigned failed_ = 0;
  std::string error_;
};

base::Rational invoiceRounding(const runtime::ReportContext& context) {
  return runtime::invoiceTotal(context) - runtime::total(context);
}

}  // namespace

runtime::Difference differenceOf(Session& before, Session& after) {
  runtime::Difference difference = Between(before.state(), after.state()).run();
  const runtime::ReportContext first = before.reportContext(), second = after.reportContext();
  SMCOST_CHECK(difference.parts.sum() == runtime::total(second) - runtime::total(first),
               "the parts add up to the difference");
  difference.rounding = invoiceRounding(second) - invoiceRounding(first);
  before.state().reportDifference(before.sink());
  after.state().reportDifference(after.sink());
  return difference;
}

bool askCondition(Session& before, Session& after, const runtime::Difference& difference, const std::string& text) {
  Session::State& state = after.state();
  const base::Rational old_total = runtime::total(before.reportContext()),
                       new_total = runtime::total(after.reportContext());
  check::Options options = state.check_options;
  check::Options::Condition& condition = options.condition.emplace();
  condition.money = {
      {"delta", new_total - old_total}, {"old", old_total}, {"new", new_total}, {"rounding", difference.rounding}};
  condition.money.emplace_back("payable_delta", runtime::payable(after.reportContext()) - runtime::payable(before.reportContext()));
  for (const runtime::NamedPart& part : runtime::kParts)
    condition.money.emplace_back(part.name, difference.parts.*part.amount);
  condition.percentages = {{"percent", "delta", "old"}};
  const size_t errors = state.sink.errorCount();
  condition.tree = ast::parseValue(state.sources, state.sources.add("<--fail-if>", text), state.sink);
  if (state.sink.errorCount() > errors) return false;
  const check::Checked checked = check::check(state.declared(options, state.sink), options, state.sink);
  if (state.sink.errorCount() > errors || checked.program.checks.empty()) return false;
  const auto results = runtime::evaluateChecks(checked.program, {}, state.theEngine(), state.sink);
  state.reportDifference(state.sink);
  if (!results.checks.front().evaluated || state.sink.errorCount() > errors) return false;
  if (!results.checks.front().passed) return true;
  const program::Check& check = checked.program.checks.front();
  auto& message = state.sink.report(check.span, kinds::check_failed, "`--fail-if`",
                                    fmt::format("`{}` holds", state.sources.text(check.span)));
  noteParts(message, checkParts(checked, check, results.bound), state.sources);
  return true;
}

}  // namespace smcost::session
