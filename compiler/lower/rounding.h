// Rounded integer division as LLVM IR: the only division a kernel has.
#pragma once

#include "compiler/lower/z_program.h"
#include "lang/base/rational.h"

namespace llvm {
class Value;
class IRBuilderBase;
}  // namespace llvm

namespace smcost::lower {

// The name of `void smc_div256(q*, n*, d*)`: the quotient of 256-bit integers, truncated.
inline constexpr const char* kDivide256 = "smc_div256";

// What is proved of a dividend and its divisor; both outlive the call.
struct QuotientRange {
  const Interval* n;
  const Interval* d;
};

// n / d to an integer under `mode`, at the width both have, of each lane if they are vectors; d > 0 is proved. Lanes of 64 bits are divided as doubles
// where the ranges prove that exact.
llvm::Value* emitDivRound(llvm::IRBuilderBase& ir, llvm::Value* n, llvm::Value* d, base::RoundingMode mode, const QuotientRange& proved);

}  // namespace smcost::lower
