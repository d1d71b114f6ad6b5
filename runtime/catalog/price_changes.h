// Prices that change inside the period: which part of a line's usage meets which row.
#pragma once

#include <string>
#include <vector>

#include "lang/program/program.h"
#include "runtime/catalog/catalog.h"

namespace smcost::runtime {

// A row of a changing rate, and how much of the usage it prices.
struct PricedPart {
  program::RateRowId row;
  base::Rational share;  // above 0; all add up to 1
};

// By the seconds of the placement in which each row holds; rows in order of time.
std::vector<PricedPart> partsByTime(const program::Program& program, const Rate& rate, const program::Placement& placement);

// What the usage costs a base unit of its quantity.
base::Rational priceByTime(const program::Program& program, const std::vector<PricedPart>& parts);

// Two prices for one quantity that hold on the same days of the period, when not on all of
// them; empty when there are none. Rows that hold in the whole period are the catalog's matter.
std::vector<program::RateRowId> overlappingRows(const program::Program& program, const std::vector<program::RateRowId>& rows);

// On some day of the period; never where it has no calendar.
bool holdsPartly(const program::Program& program, const program::RateRow& row);

// The days of the period on which both rows hold: "2025-03-10..2025-03-14", "2025-03-10".
std::string commonDaysText(const program::Program& program, const program::RateRow& one, const program::RateRow& other);

// The rows that hold in some of the period's days, in order of time; empty unless each day has
// exactly one and none has tiers.
std::vector<program::RateRowId> changingRows(const program::Program& program, std::vector<program::RateRowId> rows);

}  // namespace smcost::runtime
