// The proof: what an operation can give, from what its operands can be, and the width
// that holds it.
#pragma once

#include <optional>

#include "compiler/lower/z_program.h"

namespace smcost::lower {

// Every value the operation can have; operands it does not have are null. Not for columns
// and constants, which bring their own.
Interval intervalOf(ZOp op, base::RoundingMode mode, const Interval* a, const Interval* b, const Interval* c);

// The least of 64, 128 and 256 bits that holds the interval in two's complement.
std::optional<uint32_t> widthOf(const Interval& range);

}  // namespace smcost::lower
