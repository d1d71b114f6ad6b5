#include "runtime/report/report.h"

#include "runtime/report/figures.h"

namespace smcost::runtime {

base::Rational total(const ReportContext& context) {
  base::Rational sum = 0;
  for (const MonthReport& month : monthsOf(context)) sum += month.bill->total();
  return sum;
}

base::Rational invoiceTotal(const ReportContext& context) {
  base::Rational sum = 0;
  for (const MonthReport& month : monthsOf(context)) sum += month.bill->invoiceTotal();
  return sum;
}

base::Rational payable(const ReportContext& context) {
  base::Rational sum = 0;
  for (const MonthReport& month : monthsOf(context)) sum += month.bill->payable();
  return sum;
}

uint32_t expectsLeftOut(const ReportContext& context, size_t included) {
  const auto& judged = context.expects_left_out;
  return judged.empty() ? context.bill->program().included[included].expects_left_out : judged[included];
}

std::vector<base::Rational> includedTotals(const ReportContext& context) {
  std::vector<base::Rational> sums(context.bill->program().included.size());
  for (const MonthReport& month : monthsOf(context)) {
    const std::vector<base::Rational> of_month = month.bill->includedTotals();
    for (size_t i = 0; i < sums.size(); ++i) sums[i] += of_month[i];
  }
  return sums;
}

}  // namespace smcost::runtime
