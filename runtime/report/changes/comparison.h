// Bills side by side: each line's money in all; of two bills also the change, and its part of the first.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "runtime/report/report.h"

namespace smcost::runtime {

struct ComparedBill {
  std::string name;  // as the columns are headed
  ReportContext context;
};

// Two bills or more. Lines of one name are one row: of several months their money is added. Rows stand in the order
// of the first bill, then those that only later ones have. Of several bills the totals' changes against the first
// stand below. Exact; a currency is one, or it is not compared.
void writeComparison(std::ostream& out, std::span<const ComparedBill> bills, Format format);

}  // namespace smcost::runtime
