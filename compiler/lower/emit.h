// From integers of proved widths to LLVM IR.
#pragma once

#include <string>
#include <vector>

#include "compiler/lower/z_program.h"

namespace llvm {
class Module;
}

namespace smcost::lower {

// What becomes of an output: it is stored, row by row, or only these are kept of it, lane by lane.
struct Kept {
  bool least = false, greatest = false, sum = false;

  bool isReduced() const { return least || greatest || sum; }
  unsigned cells() const { return static_cast<unsigned>(least) + static_cast<unsigned>(greatest) + (sum ? 2U : 0U); }
};

// How the code of a program runs. As it is: one row after another, outputs stored.
struct KernelForm {
  unsigned lanes = 1;           // rows at once; begin..end has a multiple of them
  std::vector<bool> uniform;    // per column: one cell stands for all rows; none: each row has its own
  std::vector<Kept> kept;       // per output; none: all are stored
};

// A function of the signature `Kernel`, see bound_table.h. Of what is kept `outs` has, output by output, a pointer each to as many cells as
// there are lanes: the least and the greatest at the output's width, the sum of the lower 32 bits and that of what is above, at 64 bits, of an output of 64; the
// code goes on from what is there. All of them are worth
// nothing after a call in which a row failed. An output that is reduced has no denominator.
void emitKernel(llvm::Module& module, const std::string& name, const ZProgram& program, const KernelForm& form = {});

}  // namespace smcost::lower
