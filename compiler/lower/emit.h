// From integers of proved widths to LLVM IR.
#pragma once

#include <string>

#include "compiler/lower/z_program.h"

namespace llvm {
class Module;
}

namespace smcost::lower {

// A function of the signature `Kernel`, see bound_table.h.
void emitKernel(llvm::Module& module, const std::string& name, const ZProgram& program);

}  // namespace smcost::lower
