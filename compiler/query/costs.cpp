#include "compiler/query/costs.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "compiler/query/answer_text.h"
#include "runtime/bill/bill.h"
#include "runtime/report/bill/write.h"
#include "runtime/report/figures.h"

namespace smcost::query {

using session::Session;

namespace {

// Beside a text an amount is looked at in passing.
constexpr int kHintDigits = 2;

std::string amountText(const base::Rational& amount, const std::string& currency) {
  // Nothing that costs something reads as nothing.
  const bool is_small = sgn(amount) != 0 && abs(amount) < base::Rational(1, 100);
  return runtime::money(amount, is_small ? runtime::kUsualDigits : kHintDigits) + " " + currency;
}

bool isBilled(const Session& session, program::StatementId id) {
  for (size_t month = 0; month < session.monthCount(); ++month) {
    if (session.program(month).statements[id.value].isBilled()) return true;
  }
  return false;
}

std::string assumptionsOf(const Session& session) {
  const runtime::ReportContext context = session.reportContext();
  const program::Program& program = session.program();
  std::string text = fmt::format("{}{}", runtime::periodName(context), program.period.assumed ? " (assumed)" : "");
  text += fmt::format(", {}{}", program.names.text(program.region), program.region_assumed ? " (assumed)" : "");
  const std::string edition = runtime::editionText(context);
  return edition.empty() ? text : text + ", " + edition;
}

}  // namespace

std::vector<CostHint> costHints(const Session& session, source::FileId file, uint32_t begin, uint32_t end) {
  std::vector<CostHint> hints;
  const program::Program& program = session.program();
  const std::string currency = session.bill().currency();
  for (uint32_t i = 0; i < program.statements.size(); ++i) {
    const program::Statement& statement = program.statements[i];
    if (statement.part_of || statement.span.file != file || statement.span.end < begin || statement.span.end > end) continue;
    const program::StatementId id{i};
    if (!isBilled(session, id)) {
      hints.push_back({statement.span.end, "not in " + runtime::periodName(session.reportContext()), id});
      continue;
    }
    hints.push_back({statement.span.end, amountText(costOf(session, id), currency), id});
  }
  std::stable_sort(hints.begin(), hints.end(), [](const CostHint& a, const CostHint& b) { return a.at < b.at; });
  return hints;
}

std::string linesText(const Session& session, program::StatementId id) {
  std::vector<program::StatementId> with_parts;
  for (program::StatementId one = id; one.value < session.program().endOfParts(id); ++one.value) with_parts.push_back(one);
  std::ostringstream out;
  runtime::writeLines(out, session.reportContext(), with_parts);
  return out.str();
}

std::vector<Lens> lenses(const Session& session, source::FileId file) {
  const runtime::ReportContext context = session.reportContext();
  const std::string currency = session.bill().currency();
  std::vector<Lens> found;
  const base::Rational total = runtime::total(context), payable = runtime::payable(context);
  std::string text = fmt::format("{} in {}", amountText(total, currency), assumptionsOf(session));
  if (payable != total) text += fmt::format("; payable {}", amountText(payable, currency));
  found.push_back({0, std::move(text)});
  for (const runtime::CheckOutcome& check : session.checks()) {
    if (check.kind != program::Check::Kind::budget || check.span.file != file) continue;
    std::string kept = !check.passed ? "budget exceeded" : check.warned ? "budget kept, beyond its warning" : "budget kept";
    if (!check.statistic.empty()) kept += ": " + check.statistic;
    found.push_back({check.span.begin, std::move(kept)});
  }
  return found;
}

std::string scenarioText(const std::string& name, const Session* scenario, const Session* written) {
  if (scenario == nullptr) return name + ": no bill";
  const base::Rational total = runtime::total(scenario->reportContext());
  std::string text = name + ": " + amountText(total, scenario->bill().currency());
  if (written == nullptr) return text;
  const base::Rational before = runtime::total(written->reportContext());
  return text + " (" + runtime::percentText(total - before, before) + ")";
}

}  // namespace smcost::query
