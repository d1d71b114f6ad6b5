// The bill as text: for people (text, markdown), for programs (json, csv). Writes to a stream line by
// line; opens no file.
#pragma once

#include <iosfwd>
#include <span>

#include "runtime/report/report.h"

namespace smcost::runtime {

void writeReport(std::ostream& out, const ReportContext& context, Format format);

// The lines of some statements alone, without a head or sums over the bill. Text, for people.
void writeLines(std::ostream& out, const ReportContext& context, std::span<const program::StatementId> statements);

}  // namespace smcost::runtime
