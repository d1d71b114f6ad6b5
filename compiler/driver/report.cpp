#include "compiler/driver/report.h"

#include <ostream>

namespace smcost::driver {

runtime::ReportContext reportContext(const session::Session& session, bool color) {
  runtime::ReportContext context;
  context.bill = &session.bill();
  context.sources = &session.sources();
  for (const session::CheckOutcome& check : session.checks()) {
    context.checks.push_back({check.kind, check.passed, check.warned, check.span, check.detail});
  }
  context.show = [&session](const base::Rational& value, units::DimensionId dimension) {
    return session.showQuantity(value, dimension);
  };
  context.color = color;
  return context;
}

void writeSummary(std::ostream& out, const runtime::ReportContext& context) {
  const runtime::Bill& bill = *context.bill;
  out << "total " << base::toExactString(bill.total()) << ' ' << bill.currency() << '\n'
      << "invoice " << base::toFixed(bill.invoiceTotal(), 2) << ' ' << bill.currency() << '\n';
}

}  // namespace smcost::driver
