#include "compiler/driver/run/report.h"

#include <ostream>

#include "runtime/report/figures.h"

namespace smcost::driver {

runtime::ReportContext reportContext(const session::Session& session, bool color) {
  runtime::ReportContext context = session.reportContext();
  context.checks = session.checks();
  context.color = color;
  return context;
}

void writeSummary(std::ostream& out, const runtime::ReportContext& context) {
  const std::string currency = context.bill->currency();
  const base::Rational total = runtime::total(context);
  const std::string exact = base::toExactString(total);
  out << "total " << exact << ' ' << currency;
  if (base::toShown(total, context.digits) != exact) out << " (" << runtime::money(total, context.digits) << ')';
  out << '\n'
      << "invoice " << base::toFixed(runtime::invoiceTotal(context), 2) << ' ' << currency << '\n';
  if (const std::string library = runtime::libraryText(context.bill->program()); !library.empty()) out << library << '\n';
  if (const program::BookUse* book = runtime::bookOf(context); book != nullptr && !book->path.empty()) {
    out << "edition " << runtime::editionText(context) << '\n';
  }
}

}  // namespace smcost::driver
