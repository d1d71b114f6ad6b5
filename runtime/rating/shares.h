// What a line has of a slice of its pool: the one rule that runs for every line, so it is a
// shape that the engine of the bill runs, in plain numbers, for every meter and currency.
#pragma once

#include "lang/program/expr.h"
#include "lang/program/table.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// Rows of quantity, slice, pool and price give share = quantity * slice / pool and
// cost = share * price; of an empty pool both are 0.
class ShareTable {
 public:
  explicit ShareTable(const program::CellStore& cells);
  void add(program::Cell quantity, program::Cell slice, program::Cell pool, program::Cell price);
  uint32_t rows() const { return table_.rows; }
  // Outputs: share, cost. Not for a table without rows.
  TableResult run(Engine& engine) const;

 private:
  const program::CellStore& cells_;
  program::ExprPool pool_;
  program::Shape shape_;
  program::Table table_;
};

}  // namespace smcost::runtime
