// Several months side by side: a row for each line, a column for each month, and the sum of all.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "runtime/report/report.h"

namespace smcost::runtime {

enum class MonthSums : unsigned char { shown, left_out };

// As many months as fit the width, the others in further blocks with the same rows. `-` is a month that has no
// such line; a line of several prices has a row for each below it.
void writeMonthColumns(std::ostream& out, const ReportContext& context, std::span<const program::StatementId> statements, MonthSums sums);

// What months say beside their lines, each sentence once, with the months that say it unless it is all.
struct MonthsNote {
  std::string title, text;
};
std::vector<MonthsNote> notesOfMonths(const ReportContext& context);

}  // namespace smcost::runtime
