// What rating, checks and queries fill in: prices, figures of the bill. A program stays as it was checked; whoever computes
// something over it has its own cells and columns beside the program's.
#pragma once

#include <vector>

#include "lang/program/program.h"
#include "runtime/engine.h"

namespace smcost::runtime {

struct Bound {
  // The program must outlive it.
  explicit Bound(const program::Program& program) : cells(&program.cells) {}

  // Of the program, and those that are filled in.
  program::CellStore cells;
  std::vector<TableRequest> tables;
};

}  // namespace smcost::runtime
