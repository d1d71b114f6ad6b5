// Prices that change inside the period: which part of a line's usage meets which row.
#pragma once

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

// The rows that hold in some of the period's days, in order of time; empty unless each day has
// exactly one and none has tiers.
std::vector<program::RateRowId> changingRows(const program::Program& program, std::vector<program::RateRowId> rows);

}  // namespace smcost::runtime
