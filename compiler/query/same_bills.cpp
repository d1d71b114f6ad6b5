#include "compiler/query/same_bills.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "runtime/bill/bill.h"

namespace smcost::query {

using session::Session;

namespace {

bool isSameCharge(const runtime::Charge& one, const runtime::Charge& other) {
  return one.reason == other.reason && one.quantity == other.quantity && one.cost == other.cost && one.commitment == other.commitment;
}

bool isSameLine(const runtime::Line& one, const runtime::Line& other) {
  return one.statement == other.statement && one.line == other.line && one.quantity == other.quantity && one.cost == other.cost &&
         std::equal(one.charges.begin(), one.charges.end(), other.charges.begin(), other.charges.end(), isSameCharge);
}

std::optional<std::string> differ(const runtime::Bill& one, const runtime::Bill& other) {
  const std::vector<runtime::Line> lines = one.lines(), others = other.lines();
  const auto [at, ignored] = std::mismatch(lines.begin(), lines.end(), others.begin(), others.end(), isSameLine);
  if (at != lines.end() || lines.size() != others.size()) return fmt::format("line {}", at - lines.begin() + 1);
  if (one.total() != other.total()) return "the total";
  if (one.invoiceTotal() != other.invoiceTotal() || one.invoicePayable() != other.invoicePayable()) return "the invoice";
  if (one.payable() != other.payable() || one.listTotal() != other.listTotal()) return "what is payable";
  if (one.includedTotals() != other.includedTotals()) return "what an included file comes to";
  return std::nullopt;
}

}  // namespace

session::Options plainOptions(session::Options options) {
  options.params.clear();
  options.variables.clear();
  options.asked.clear();
  options.given.clear();
  options.priced_meters.clear();
  options.scenario.reset();
  options.group_by.reset();
  options.shared_engine = nullptr;
  options.scenario_checks = session::ScenarioChecks::all;
  return options;
}

std::optional<std::string> differ(Session& one, Session& other) {
  const bool has_bills = one.evaluate();
  if (has_bills != other.evaluate()) return "whether there is a bill";
  if (one.monthCount() != other.monthCount()) return "how many months there are";
  const auto isSameCheck = [](const session::CheckOutcome& a, const session::CheckOutcome& b) { return a.passed == b.passed && a.warned == b.warned; };
  if (!std::equal(one.checks().begin(), one.checks().end(), other.checks().begin(), other.checks().end(), isSameCheck)) return "what became of checks";
  const auto isSameBlock = [](const session::BlockOutcome& a, const session::BlockOutcome& b) { return a.verdict == b.verdict; };
  if (!std::equal(one.blocks().begin(), one.blocks().end(), other.blocks().begin(), other.blocks().end(), isSameBlock)) return "what became of blocks";
  for (size_t month = 0; has_bills && month < one.monthCount(); ++month) {
    if (const auto where = differ(one.bill(month), other.bill(month))) return fmt::format("{} of {}", *where, one.program(month).period.name);
  }
  return std::nullopt;
}

}  // namespace smcost::query
