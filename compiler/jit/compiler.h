// LLVM's part: kernels in, callable code out. Made at the first kernel, not before.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/lower/emit.h"
#include "compiler/lower/z_program.h"

namespace smcost::jit {

// What was compiled, as text.
struct Listing {
  std::string lowered, llvm, assembly;
};

class Compiler {
 public:
  // `listing` may be null; then no text is made.
  Compiler(bool verify_module, Listing* listing);
  ~Compiler();

  // One module for all; kernels in the order of the programs.
  std::vector<lower::Kernel> compile(const std::vector<const lower::ZProgram*>& programs);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace smcost::jit
