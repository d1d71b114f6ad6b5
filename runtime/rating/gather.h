// Which lines are rated together: names, prices and times alone, no quantities.
#pragma once

#include <vector>

#include "lang/program/program.h"
#include "runtime/bill/bill.h"

namespace smcost::runtime {

// Where a pooled line is in the usage tables.
struct PooledPlace {
  uint32_t table = 0, line = 0, row = 0;
};

// Per meter: is it one that a commitment of the file could cover?
std::vector<bool> committedMeters(const program::Program& program);

// Makes pools and their parts, of which nothing is metered yet, and what is in which: BillData::pooled, in order of the
// result. Needs data.lines and data.rates.
std::vector<PooledPlace> gatherPools(const program::Program& program, BillData& data);

// Per row of a usage line its part, kNoIndex where it is in none; empty when all are.
std::vector<uint32_t> partsOfRows(const BillData& data, uint32_t table, uint32_t line);

}  // namespace smcost::runtime
