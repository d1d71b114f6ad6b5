// LLVM's part: kernels in, callable code out. Made at the first kernel, not before.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/jit/listing.h"
#include "compiler/lower/bound_table.h"
#include "compiler/lower/z_program.h"
#include "lang/base/id.h"

namespace smcost::jit {

class Compiler {
 public:
  // `listing` may be null; then nothing is listed.
  Compiler(bool verify_module, Listing* listing);
  ~Compiler();

  // What one call compiled: kernels in the order of the programs, in one module.
  using ModuleId = base::Id<struct CompiledModuleTag>;
  struct Compiled {
    ModuleId module;
    std::vector<lower::Kernel> kernels;
  };
  Compiled compile(const std::vector<const lower::ZProgram*>& programs);
  // Frees a module's code and data; none of its kernels may be called any more.
  void remove(ModuleId module);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace smcost::jit
