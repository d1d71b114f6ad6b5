// What was compiled, for who asks to see it.
#pragma once

#include <string>
#include <vector>

#include "compiler/lower/z_program.h"

namespace smcost::jit {

struct ListedKernel {
  std::string name;            // of its function
  lower::ZProgram program;
};

// In the order in which it was compiled: the programs, and LLVM's own texts of them.
struct Listing {
  std::vector<ListedKernel> lowered;
  std::string llvm, assembly;
};

}  // namespace smcost::jit
