#include "runtime/report/notes.h"

#include "lang/calendar/clock_times.h"
#include "lang/program/agreements.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

constexpr size_t kMostListed = 8;
constexpr int kPartDigits = 2;  // of a percentage
// A year of 8,760 hours has twelve of these; a term is counted in them.
constexpr int kHoursOfTermMonth = 730;

std::string allowanceText(const ReportContext& context, const AllowanceUse& use) {
  const program::Program& program = context.bill->program();
  const program::Allowance& allowance = program.allowances[use.allowance];
  const auto dimension = program.meters[allowance.covers.front().meter.value].dimension;
  std::string text = allowance.name + " (" + allowance.text + "): " + shown(context, use.taken, dimension) + " taken";
  if (!use.least || *use.least == *use.greatest) return text;
  const std::string currency = " " + context.bill->currency();
  return text + " in proportion; in another order the total would be " + money(*use.least, context.digits) + currency + " to " +
         money(*use.greatest, context.digits) + currency;
}

void addAllowances(const ReportContext& context, std::vector<Note>& notes) {
  const Bill& bill = *context.bill;
  std::vector<std::string> off;
  for (const AllowanceUse& use : bill.data().allowances) {
    const program::Allowance& allowance = bill.program().allowances[use.allowance];
    const std::string name = allowance.name + " (" + allowance.text + ")";
    if (use.usage == 0) continue;
    if (use.holding == Holding::holds) notes.push_back({"allowance", allowanceText(context, use)});
    else if (use.holding == Holding::free_tier_off) off.push_back(name);
    else notes.push_back({"allowance", name + ": " + std::string(holdingText(use.holding))});
  }
  if (!off.empty()) notes.push_back({"free tier", "off; with `free_tier on` a new account would have " + joined(off)});
}

void addAgreements(const ReportContext& context, std::vector<Note>& notes) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  for (uint32_t i = 0; i < program.agreements.size(); ++i) {
    const program::Agreement& agreement = program.agreements[i];
    const std::string name = agreement.name + " (" + placeText(context, agreement.span) + "): ";
    if (!program::holdsPartly(agreement, program.period)) {
      notes.push_back({"agreement", name + "does not hold in " + program.period.name});
      continue;
    }
    for (const AgreementUse& use : bill.agreements()) {
      if (use.agreement.value != i) continue;
      const base::Rational less = use.list - use.net;
      std::string text = amountText(use.net, bill.currency(), context.digits);
      if (less != 0) text = "list " + amountText(use.list, bill.currency(), context.digits) + ", less " + amountText(less, bill.currency(), context.digits) + ", net " + text;
      notes.push_back({"agreement", name + text});
    }
  }
}

// "80 %"
std::string partText(const base::Rational& part) { return base::toShown(part * 100, kPartDigits) + " %"; }

std::string savingText(const ReportContext& context, const CommitmentUse& use) {
  const std::string& currency = context.bill->currency();
  const Saving saving = savingOf(use);
  std::string text = "; effective saving " + amountText(saving.effective, currency, context.digits);
  if (saving.theoretical) text += ", theoretical " + amountText(*saving.theoretical, currency, context.digits);
  if (saving.utilization) text += ", utilization " + partText(*saving.utilization);
  if (saving.coverage) text += ", coverage " + partText(*saving.coverage);
  return text;
}

std::string commitmentText(const ReportContext& context, const CommitmentUse& use, const program::Commitment& commitment) {
  const program::Program& program = context.bill->program();
  const std::string currency = " " + context.bill->currency();
  std::string text = program::statementName(program, commitment.statement) + " (" + program.offers[commitment.offer.value].text;
  if (commitment.term) text += ", from " + calendar::dateText(commitment.term->from_day) + " until " + calendar::dateText(commitment.term->until_day);
  text += "): " + money(use.committed, context.digits) + currency + " committed, " + money(use.used, context.digits) + currency +
          " taken by usage, " + money(use.unused, context.digits) + currency + " unused";
  const Payments payments = paymentsOf(program, use, commitment);
  if (payments.paid_upfront != 0) {
    text += "; of it " + money(payments.hourly, context.digits) + currency + " by the hour and " + money(payments.upfront_part, context.digits) +
            currency + " this period's part of " + money(payments.paid_upfront, context.digits) + currency + " paid upfront";
    if (commitment.term) text += " on " + calendar::dateText(commitment.term->from_day);
    if (payments.in_cash) text += "; paid in this period " + amountText(*payments.in_cash, context.bill->currency(), context.digits);
  }
  return text + savingText(context, use);
}

void addCommitments(const ReportContext& context, std::vector<Note>& notes) {
  const Bill& bill = *context.bill;
  for (size_t i = 0; i < bill.data().commitments.size(); ++i) {
    notes.push_back({"commitment", commitmentText(context, bill.data().commitments[i], bill.program().commitments[i])});
  }
  std::vector<std::string> names = bill.notPlaced();
  if (names.empty()) return;
  const size_t count = names.size();
  if (count > kMostListed) names.resize(kMostListed);
  std::string text = joined(names);
  if (count > kMostListed) text += ", and " + std::to_string(count - kMostListed) + " more";
  notes.push_back({"not placed", text + ": no commitment covers usage of which it is not known when it runs"});
}

}  // namespace

std::string_view holdingText(Holding holding) {
  switch (holding) {
    case Holding::holds: return "taken";
    case Holding::free_tier_off: return "free tier off";
    case Holding::not_begun: return "the account is younger";
    case Holding::over: return "the trial is over";
    case Holding::not_chosen: return "the file chose another";
    case Holding::without_usage: return "no usage";
  }
  return "";
}

Payments paymentsOf(const program::Program& program, const CommitmentUse& use, const program::Commitment& commitment) {
  const program::Offer& offer = program.offers[commitment.offer.value];
  const program::Payment& payment = program.plans[offer.plan.value].payments[offer.payment];
  const program::PlacedRange held = program::heldIn(commitment.term, program.period);
  const base::Rational an_hour = use.committed * calendar::kSecondsPerHour / (held.end - held.begin);
  Payments payments;
  payments.upfront_part = use.committed * payment.upfront;
  payments.hourly = use.committed - payments.upfront_part;
  if (!commitment.term) {
    payments.paid_upfront = an_hour * kHoursOfTermMonth * offer.months * payment.upfront;
    return payments;
  }
  const base::Rational days(commitment.term->until_day - commitment.term->from_day);
  payments.paid_upfront = an_hour * calendar::kSecondsPerDay / calendar::kSecondsPerHour * days * payment.upfront;
  const bool begins = commitment.term->from_day >= *program.period.first_day;
  payments.in_cash = payments.hourly + (begins ? payments.paid_upfront : base::Rational(0));
  return payments;
}

Saving savingOf(const CommitmentUse& use) {
  Saving saving;
  saving.effective = use.covered - use.committed;
  if (use.used != 0) saving.theoretical = use.committed * (use.covered - use.used) / use.used;
  if (use.committed != 0) saving.utilization = use.used / use.committed;
  if (use.eligible != 0) saving.coverage = use.covered / use.eligible;
  return saving;
}

std::vector<Note> notesOf(const ReportContext& context) {
  std::vector<Note> notes;
  addAllowances(context, notes);
  addCommitments(context, notes);
  addAgreements(context, notes);
  return notes;
}

}  // namespace smcost::runtime
