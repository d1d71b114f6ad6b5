// The drawing of table entries, eight blocks of random words at once, as LLVM IR.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace llvm {
class Module;
}

namespace smcost::lower {

// One column that is drawn: which stream of words, and how many entries its table has.
struct DrawnColumn {
  uint64_t stream = 0;
  uint32_t size = 1;
};

// What runtime/draws/README.md says of a draw's first word.
struct DrawsProgram {
  uint64_t seed = 0;
  std::vector<DrawnColumn> columns;
};

// A function of the signature `Kernel`, see bound_table.h: `cols` has the tables, of 64-bit numbers, `outs` the columns, null where one is not wanted; begin and end are draws, multiples of 32, and
// what is drawn first stands first. The result is 1 when a word was one that is not taken: then nothing that was written is worth anything.
void emitDraws(llvm::Module& module, const std::string& name, const DrawsProgram& program);

}  // namespace smcost::lower
