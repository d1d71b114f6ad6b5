// Machine integers of 128 bits, which products and sums of 64 have.
#pragma once

#include <cstdint>

#include "lang/base/rational.h"

namespace smcost::lower {

__extension__ using Int128 = __int128;

inline base::Integer integerOf(Int128 value) {
  // The upper half has the sign.
  const base::Integer high(static_cast<long>(value >> 64));
  return (high << 64) + base::Integer(static_cast<unsigned long>(value));
}

}  // namespace smcost::lower
