// One printer a format; `writeReport` chooses. All take any size of bill line by line.
#pragma once

#include <iosfwd>

#include "runtime/report/report.h"

namespace smcost::runtime {

void writeText(std::ostream& out, const ReportContext& context);
void writeJson(std::ostream& out, const ReportContext& context);
void writeCsv(std::ostream& out, const ReportContext& context);
void writeMarkdown(std::ostream& out, const ReportContext& context);

}  // namespace smcost::runtime
