// A program over a grid, parted by what its terms depend on: what stands in the rows of an outer group of columns, what in those of an inner one,
// and what needs both.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/lower/z_program.h"

namespace smcost::lower {

// A column of what needs both: a column of the program, or an output of one of the groups.
struct Term {
  bool is_outer = false;
  bool is_computed = false;
  uint32_t index = 0;        // of the output, or of the column
};

struct Stages {
  ZProgram outer, inner;     // terms of one group alone, an output each; they cannot fail. Columns: those of the program
  ZProgram both;             // all else
  std::vector<Term> terms;   // per column of `both`
};

// `is_outer` of each column. The outputs and the failure are those of `both`. Where no column is outer, all is computed in `both`.
Stages stagesOf(const ZProgram& program, const std::vector<bool>& is_outer);

}  // namespace smcost::lower
