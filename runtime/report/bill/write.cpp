#include "runtime/report/bill/write.h"

#include "lang/base/check.h"
#include "runtime/report/bill/printers.h"

namespace smcost::runtime {

void writeReport(std::ostream& out, const ReportContext& context, Format format) {
  SMCOST_CHECK(context.bill != nullptr && context.sources != nullptr, "a report has a bill and its sources");
  switch (format) {
    case Format::text: return writeText(out, context);
    case Format::json: return writeJson(out, context);
    case Format::csv: return writeCsv(out, context);
    case Format::markdown: return writeMarkdown(out, context);
  }
}

}  // namespace smcost::runtime
