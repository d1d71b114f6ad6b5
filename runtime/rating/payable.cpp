#include "runtime/rating/payable.h"

#include "lang/program/agreements.h"
#include "runtime/rating/rationals.h"
#include "runtime/rating/rules/invoice.h"
#include "runtime/rating/split.h"

namespace smcost::runtime {

TermsBehindTotal termsBehindTotal(const program::Program& program) {
  TermsBehindTotal terms;
  for (uint32_t i = 0; i < program.agreements.size(); ++i) {
    const program::Agreement& agreement = program.agreements[i];
    if (!program::holdsWholly(agreement, program.period)) continue;
    if (agreement.credit) {
      terms.credits.push_back({i});
      terms.offered = terms.offered.value_or(0) + agreement.credit->amount;
    }
    if (agreement.tax) {
      terms.taxed_by = {i};
      terms.tax = agreement.tax->part;
    }
  }
  return terms;
}

void addPayable(BillData& data) {
  const TermsBehindTotal terms = termsBehindTotal(*data.program);
  const auto exact = rules::behindTotal(Rationals{}, data.total, terms.offered, terms.tax);
  const auto invoiced = rules::behindInvoice(Rationals{}, data.invoice_total, terms.offered, terms.tax);
  std::vector<base::Rational> weights;
  for (const program::AgreementId id : terms.credits) weights.push_back(data.program->agreements[id.value].credit->amount);
  const base::Rational cents = invoiced.credited / rules::currencyQuantum();
  const std::vector<base::Integer> parts = splitByLargestRemainder(cents.get_num(), weights);
  for (size_t i = 0; i < weights.size(); ++i) {
    const base::Rational used = *terms.offered == 0 ? base::Rational(0) : base::Rational(weights[i] * exact.credited / *terms.offered);
    data.credits.push_back({terms.credits[i], weights[i], used, base::Rational(parts[i]) * rules::currencyQuantum()});
  }
  if (terms.tax) data.tax = {terms.taxed_by, exact.taxed, exact.tax, invoiced.tax};
}

}  // namespace smcost::runtime
