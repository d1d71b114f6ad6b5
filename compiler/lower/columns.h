// Binding the columns of a table: their common scale, their integers, the least and the
// greatest of them, and the width that holds all.
#pragma once

#include <optional>
#include <vector>

#include "compiler/lower/z_program.h"
#include "lang/program/table.h"

namespace smcost::lower {

struct ColumnFacts {
  base::Rational scale;
  Interval range;
};

// value = limbs * scale; `width` bits a cell, little-endian two's complement.
struct BoundColumn {
  ColumnFacts facts;
  uint32_t width = 64;
  std::vector<uint64_t> limbs;
};

// None when a cell does not fit 256 bits at the column's scale. Not for empty columns.
std::optional<BoundColumn> bindColumn(const program::CellStore& cells, const std::vector<program::Cell>& column);

// The bits of `value` at `width`; the caller has proved that they hold it.
void storeInteger(const base::Integer& value, uint32_t width, uint64_t* limbs);

}  // namespace smcost::lower
