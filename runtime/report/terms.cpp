#include "runtime/report/terms.h"

#include <algorithm>

#include "lang/diagnostics/text.h"
#include "runtime/report/figures.h"

namespace smcost::runtime {

namespace {

// The months have programs of their own, and an agreement is called by its name.
template <class Entry>
Entry& entryOf(std::vector<Entry>& entries, const program::Agreement& agreement) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Entry& entry) { return entry.agreement->name == agreement.name; });
  if (found != entries.end()) return *found;
  entries.push_back({});
  entries.back().agreement = &agreement;
  return entries.back();
}

}  // namespace

Terms termsOf(const ReportContext& context) {
  Terms terms;
  for (const MonthReport& month : monthsOf(context)) {
    const Bill& bill = *month.bill;
    const std::vector<program::Agreement>& agreements = bill.program().agreements;
    terms.list += bill.listTotal();
    terms.total += bill.total();
    terms.payable += bill.payable();
    terms.invoice_payable += bill.invoicePayable();
    for (const AgreementUse& use : bill.agreements()) {
      Terms::Met& met = entryOf(terms.met, agreements[use.agreement.value]);
      met.list += use.list;
      met.net += use.net;
    }
    for (const CreditUse& use : bill.data().credits) {
      Terms::Credit& credit = entryOf(terms.credits, agreements[use.agreement.value]);
      credit.offered += use.offered;
      credit.used += use.used;
      credit.invoiced += use.invoiced;
    }
    if (const std::optional<TaxUse>& use = bill.data().tax) {
      Terms::Tax& tax = entryOf(terms.taxes, agreements[use->agreement.value]);
      tax.of += use->of;
      tax.amount += use->amount;
      tax.invoiced += use->invoiced;
    }
  }
  return terms;
}

std::string amountText(const base::Rational& amount, const std::string& currency, int digits) {
  const std::string exact = base::toExactString(amount);
  const bool is_whole = base::toShown(amount, digits) == exact;
  return money(amount, digits) + ' ' + currency + (is_whole ? "" : " exactly " + exact);
}

std::string placeText(const ReportContext& context, source::Span span) {
  return diagnostics::safeFileName(context.sources->file(span.file).name()) + ':' + std::to_string(context.sources->lineColumn(span).line);
}

const program::Agreement* agreementOf(const program::Program& program, const Charge& charge) {
  if (!charge.row || !program.rates[charge.row.value].agreement) return nullptr;
  return &program.agreements[program.rates[charge.row.value].agreement.value];
}

std::string reductionText(const program::Program& program, const program::RateRow& row) {
  if (!row.agreement || row.reduction == UINT32_MAX) return "";
  return program.agreements[row.agreement.value].reductions[row.reduction].text;
}

std::vector<Below> belowTotal(const Terms& terms, const std::string& currency, int digits, bool is_grouped) {
  std::vector<Below> below;
  for (const Terms::Credit& credit : terms.credits) {
    below.push_back({"credit", amountText(-credit.used, currency, digits) + ", invoice " + money(-credit.invoiced, digits) + ' ' + currency + " (" +
                                   credit.agreement->name + ": " + credit.agreement->credit->text +
                                   (credit.left() == 0 ? "" : ", " + amountText(credit.left(), currency, digits) + " left") + ")"});
  }
  for (const Terms::Tax& tax : terms.taxes) {
    below.push_back({"tax", amountText(tax.amount, currency, digits) + ", invoice " + money(tax.invoiced, digits) + ' ' + currency + " (" +
                                tax.agreement->name + ": " + tax.agreement->tax->text + " of " + amountText(tax.of, currency, digits) + ")"});
  }
  if (terms.goesOn() && is_grouped) {
    below.push_back({"of no group", amountText(terms.payable - terms.total, currency, digits) + " (credits and tax are of the whole bill)"});
  }
  if (terms.goesOn()) {
    below.push_back({"payable", amountText(terms.payable, currency, digits) + ", invoice " + money(terms.invoice_payable, digits) + ' ' + currency});
  }
  return below;
}

}  // namespace smcost::runtime
