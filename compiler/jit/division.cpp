#include "compiler/jit/division.h"

#include <gmp.h>

namespace {

constexpr int kLimbs = 4;
static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NAIL_BITS == 0, "limbs are 64 bits");

// The magnitude of `x`; true when x is negative.
bool magnitude(const uint64_t* x, mp_limb_t* out) {
  const bool negative = (x[kLimbs - 1] >> 63) != 0;
  for (int i = 0; i < kLimbs; ++i) out[i] = x[i];
  if (negative) mpn_neg(out, out, kLimbs);
  return negative;
}

}  // namespace

void smc_div256(uint64_t* q, const uint64_t* n, const uint64_t* d) {
  mp_limb_t dividend[kLimbs], divisor[kLimbs], quotient[kLimbs] = {0, 0, 0, 0}, remainder[kLimbs];
  const bool negative = magnitude(n, dividend) != magnitude(d, divisor);
  int size = kLimbs;
  while (size > 1 && divisor[size - 1] == 0) --size;
  mpn_tdiv_qr(quotient, remainder, 0, dividend, kLimbs, divisor, size);
  if (negative) mpn_neg(quotient, quotient, kLimbs);
  for (int i = 0; i < kLimbs; ++i) q[i] = quotient[i];
}
