// Two bills side by side: each line's money in both, the change, and its part of the first.
#pragma once

#include <iosfwd>
#include <string>

#include "runtime/report/report.h"

namespace smcost::runtime {

struct ComparedBill {
  std::string name;  // as the columns are headed
  ReportContext context;
};

// Lines of one name are one row: of several months their money is added. Rows stand in the order of
// the first bill, then those that only the second has. Exact; a currency is one, or it is not compared.
void writeComparison(std::ostream& out, const ComparedBill& before, const ComparedBill& after, Format format);

}  // namespace smcost::runtime
