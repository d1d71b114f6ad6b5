// The answer to a query over SKUs, as rows for a person at a terminal.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "runtime/rating/queries.h"
#include "runtime/report/report.h"

namespace smcost::runtime {

// A unit, and how many base units one of it is.
struct ShownUnit {
  std::string text;
  base::Rational scale{1};
};
// The unit in which a value of this dimension reads best.
using ChooseUnit = std::function<ShownUnit(const base::Rational&, units::DimensionId)>;

// SKU, the facts that the query names, the meter and its price, what the rows are sorted by:
// one unit for all of it, and what is cut given exactly behind it.
void writeQuery(std::ostream& out, const program::Program& program, const program::SkuQuery& query, const QueryAnswer& answer,
                const ShowQuantity& show, const ChooseUnit& choose, size_t width);

}  // namespace smcost::runtime
