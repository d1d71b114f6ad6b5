// The integers that a program is interpreted in: the compiler's own of 128 bits, and one of 256
// with the operators that are asked of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "lang/base/rational.h"

namespace smcost::interpreter {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

// Two's complement, the least limb first.
class Int256 {
 public:
  static constexpr size_t kLimbs = 4;
  using Limbs = std::array<uint64_t, kLimbs>;

  constexpr Int256() = default;
  constexpr Int256(int64_t value) : limbs_{static_cast<uint64_t>(value), sign(value), sign(value), sign(value)} {}
  constexpr explicit Int256(const Limbs& limbs) : limbs_(limbs) {}

  const Limbs& limbs() const { return limbs_; }
  bool isNegative() const { return (limbs_[kLimbs - 1] >> 63) != 0; }

  friend Int256 operator+(const Int256& a, const Int256& b) { return sum(a.limbs_, b.limbs_, 0); }
  friend Int256 operator-(const Int256& a, const Int256& b) { return sum(a.limbs_, complement(b.limbs_), 1); }
  friend Int256 operator*(const Int256& a, const Int256& b);
  // Truncated; b is not 0.
  friend Int256 operator/(const Int256& a, const Int256& b);
  friend bool operator==(const Int256&, const Int256&) = default;
  friend bool operator<(const Int256& a, const Int256& b);
  friend bool operator<=(const Int256& a, const Int256& b) { return !(b < a); }

 private:
  static constexpr uint64_t sign(int64_t value) { return value < 0 ? ~uint64_t{0} : 0; }
  static Limbs complement(const Limbs& a) { return {~a[0], ~a[1], ~a[2], ~a[3]}; }
  static Int256 sum(const Limbs& a, const Limbs& b, uint64_t carry);

  Limbs limbs_{};
};

// The integer in the first `width` bits at `limbs`, and back: the caller has proved that they hold it.
template <class Int>
Int load(const uint64_t* limbs, uint32_t width);
template <class Int>
void store(const Int& value, uint32_t width, uint64_t* limbs);

template <>
inline Int128 load(const uint64_t* limbs, uint32_t width) {
  if (width == 64) return static_cast<int64_t>(limbs[0]);
  return static_cast<Int128>(Uint128{limbs[1]} << 64 | limbs[0]);
}

template <>
inline Int256 load(const uint64_t* limbs, uint32_t width) {
  if (width == 64) return static_cast<int64_t>(limbs[0]);
  if (width == 256) return Int256(Int256::Limbs{limbs[0], limbs[1], limbs[2], limbs[3]});
  const uint64_t above = static_cast<uint64_t>(static_cast<int64_t>(limbs[1]) >> 63);
  return Int256(Int256::Limbs{limbs[0], limbs[1], above, above});
}

template <>
inline void store(const Int128& value, uint32_t width, uint64_t* limbs) {
  limbs[0] = static_cast<uint64_t>(value);
  if (width == 128) limbs[1] = static_cast<uint64_t>(value >> 64);
}

template <>
inline void store(const Int256& value, uint32_t width, uint64_t* limbs) {
  for (size_t i = 0; i < width / 64; ++i) limbs[i] = value.limbs()[i];
}

// n / d to an integer under `mode`; d > 0.
template <class Int>
Int divideRounded(const Int& n, const Int& d, base::RoundingMode mode) {
  const Int zero = 0;
  const Int q = n / d;
  const Int r = n - q * d;
  if (mode == base::RoundingMode::down || r == zero) return q;
  // The exact quotient, which is no integer, has the sign of n, and q lies on the side of zero.
  const bool negative = n < zero;
  const Int size = negative ? zero - r : r;
  // Never 2 * size, which may overflow.
  const Int rest = d - size;
  bool away = false;
  switch (mode) {
    case base::RoundingMode::down: break;
    case base::RoundingMode::floor: away = negative; break;
    case base::RoundingMode::ceil: away = !negative; break;
    case base::RoundingMode::up: away = true; break;
    case base::RoundingMode::half_up: away = rest <= size; break;
    case base::RoundingMode::half_even: {
      uint64_t low = 0;
      store(q, 64, &low);
      away = rest < size || (rest == size && (low & 1) != 0);
      break;
    }
  }
  if (!away) return q;
  return negative ? q - Int{1} : q + Int{1};
}

}  // namespace smcost::interpreter
