// From integers of proved widths to LLVM IR.
#pragma once

#include <string>

#include "compiler/lower/z_program.h"

namespace llvm {
class Module;
}

namespace smcost::lower {

// The signature of a kernel. `cols` has a pointer per shape param, `outs` one per output,
// and one more behind it for an output's denominators; cells are width / 8 bytes apart.
// `site[row]` is 0 or the row's failure, and is not touched when nothing can fail. Rows
// begin..end-1; the result is 1 when one of them failed.
using Kernel = uint8_t (*)(const void* const* cols, void* const* outs, uint32_t* site, int64_t begin, int64_t end);

void emitKernel(llvm::Module& module, const std::string& name, const ZProgram& program);

}  // namespace smcost::lower
