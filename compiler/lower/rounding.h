// Rounded integer division as LLVM IR: the only division a kernel has.
#pragma once

#include "lang/base/rational.h"

namespace llvm {
class Value;
class IRBuilderBase;
}  // namespace llvm

namespace smcost::lower {

// The name of `void smc_div256(q*, n*, d*)`: the quotient of 256-bit integers, truncated.
inline constexpr const char* kDivide256 = "smc_div256";

// n / d to an integer under `mode`, at the width both have; d > 0 is proved.
llvm::Value* emitDivRound(llvm::IRBuilderBase& ir, llvm::Value* n, llvm::Value* d, base::RoundingMode mode);

}  // namespace smcost::lower
