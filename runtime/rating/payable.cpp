#include "runtime/rating/payable.h"

#include <algorithm>

#include "lang/program/agreements.h"
#include "runtime/rating/invoice.h"
#include "runtime/rating/split.h"

namespace smcost::runtime {

namespace {

base::Rational toCents(const base::Rational& amount) {
  return base::roundTo(amount, currencyQuantum(), base::RoundingMode::half_up);
}

}  // namespace

void addPayable(BillData& data) {
  const program::Program& program = *data.program;
  base::Rational offered = 0, credited = 0;
  std::vector<base::Rational> weights;
  for (uint32_t i = 0; i < program.agreements.size(); ++i) {
    const program::Agreement& agreement = program.agreements[i];
    if (!agreement.credit || !program::holdsWholly(agreement, program.period)) continue;
    data.credits.push_back({{i}, agreement.credit->amount, 0, 0});
    weights.push_back(agreement.credit->amount);
    offered += agreement.credit->amount;
  }
  const base::Rational used = std::min(offered, data.total);
  const base::Rational invoiced = toCents(std::min(offered, data.invoice_total));
  const base::Rational cents = invoiced / currencyQuantum();
  const std::vector<base::Integer> parts = splitByLargestRemainder(cents.get_num(), weights);
  for (size_t i = 0; i < data.credits.size(); ++i) {
    CreditUse& credit = data.credits[i];
    credit.used = offered == 0 ? base::Rational(0) : base::Rational(credit.offered * used / offered);
    credit.invoiced = base::Rational(parts[i]) * currencyQuantum();
    credited += credit.used;
  }
  for (uint32_t i = 0; i < program.agreements.size(); ++i) {
    const program::Agreement& agreement = program.agreements[i];
    if (!agreement.tax || !program::holdsWholly(agreement, program.period)) continue;
    const base::Rational of = data.total - credited;
    const base::Rational of_invoice = data.invoice_total - invoiced;
    data.tax = {{i}, of, of * agreement.tax->part, toCents(of_invoice * agreement.tax->part)};
  }
}

}  // namespace smcost::runtime
