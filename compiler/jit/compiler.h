// LLVM's part: kernels in, callable code out. Made at the first kernel, not before.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/jit/listing.h"
#include "compiler/lower/bound_table.h"
#include "compiler/lower/emit.h"
#include "compiler/lower/emit_draws.h"
#include "compiler/lower/z_program.h"
#include "lang/base/id.h"

namespace smcost::jit {

// Whom code is for: a program that is gone at once, or millions of rows.
enum class Tuning : unsigned char {
  start,   // soon there, and the same on every machine
  rows,    // fast, for the processor that runs it
};

// A program, and how its code is to run; or draws.
struct Source {
  const lower::ZProgram* program = nullptr;
  lower::KernelForm form = {};
  const lower::DrawsProgram* draws = nullptr;
};

class Compiler {
 public:
  // `listing` may be null; then nothing is listed.
  Compiler(bool verify_module, Listing* listing, Tuning tuning = Tuning::start);
  ~Compiler();

  // What one call compiled: kernels in the order of the sources, in one module.
  using ModuleId = base::Id<struct CompiledModuleTag>;
  struct Compiled {
    ModuleId module;
    std::vector<lower::Kernel> kernels;
  };
  Compiled compile(const std::vector<Source>& sources);
  // Frees a module's code and data; none of its kernels may be called any more.
  void remove(ModuleId module);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace smcost::jit
