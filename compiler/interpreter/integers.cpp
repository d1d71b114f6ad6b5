#include "compiler/interpreter/integers.h"

#include <gmp.h>

namespace smcost::interpreter {

namespace {

static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NAIL_BITS == 0, "limbs are 64 bits");

}  // namespace

Int256 Int256::sum(const Limbs& a, const Limbs& b, uint64_t carry) {
  Int256 result;
  for (size_t i = 0; i < kLimbs; ++i) {
    const Uint128 limb = Uint128{a[i]} + b[i] + carry;
    result.limbs_[i] = static_cast<uint64_t>(limb);
    carry = static_cast<uint64_t>(limb >> 64);
  }
  return result;
}

// Of two's complement too the low limbs of a product are those of the unsigned one.
Int256 operator*(const Int256& a, const Int256& b) {
  Int256 result;
  for (size_t i = 0; i < Int256::kLimbs; ++i) {
    uint64_t carry = 0;
    for (size_t j = 0; i + j < Int256::kLimbs; ++j) {
      const Uint128 limb = Uint128{a.limbs_[i]} * b.limbs_[j] + result.limbs_[i + j] + carry;
      result.limbs_[i + j] = static_cast<uint64_t>(limb);
      carry = static_cast<uint64_t>(limb >> 64);
    }
  }
  return result;
}

Int256 operator/(const Int256& a, const Int256& b) {
  const Int256 n = a.isNegative() ? Int256(0) - a : a;
  const Int256 d = b.isNegative() ? Int256(0) - b : b;
  // As unsigned numbers both are right, the least integer of all included.
  mp_size_t size = Int256::kLimbs;
  while (size > 1 && d.limbs_[static_cast<size_t>(size - 1)] == 0) --size;
  mp_limb_t dividend[Int256::kLimbs], divisor[Int256::kLimbs], quotient[Int256::kLimbs] = {}, remainder[Int256::kLimbs];
  for (size_t i = 0; i < Int256::kLimbs; ++i) {
    dividend[i] = n.limbs_[i];
    divisor[i] = d.limbs_[i];
  }
  mpn_tdiv_qr(quotient, remainder, 0, dividend, Int256::kLimbs, divisor, size);
  const Int256 q(Int256::Limbs{quotient[0], quotient[1], quotient[2], quotient[3]});
  return a.isNegative() != b.isNegative() ? Int256(0) - q : q;
}

bool operator<(const Int256& a, const Int256& b) {
  if (a.isNegative() != b.isNegative()) return a.isNegative();
  for (size_t i = Int256::kLimbs; i-- > 0;) {
    if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] < b.limbs_[i];
  }
  return false;
}

}  // namespace smcost::interpreter
