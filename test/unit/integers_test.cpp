// The interpreter's integers at the edges of 64, 128 and 256 bits, against GMP's of any size: each
// operation whose exact result fits, and the six rounding modes from the exact quotient.
#include <array>
#include <vector>

#include "compiler/interpreter/integers.h"
#include "compiler/lower/columns.h"
#include "test/unit/check.h"

namespace smcost {
namespace {

using base::Integer;
using base::RoundingMode;
using interpreter::Int128;
using interpreter::Int256;

constexpr RoundingMode kModes[] = {RoundingMode::down, RoundingMode::up,      RoundingMode::floor,
                                   RoundingMode::ceil, RoundingMode::half_up, RoundingMode::half_even};

Integer power2(unsigned exponent) { return Integer(1) << exponent; }

bool fits(const Integer& value, unsigned width) { return value >= -power2(width - 1) && value < power2(width - 1); }

template <class Int>
constexpr unsigned kWidth = sizeof(Int) * 8;

// By GMP's own export of two's complement: the value modulo 2^width.
template <class Int>
Int make(const Integer& value) {
  const Integer bits = value < 0 ? Integer(value + power2(kWidth<Int>)) : value;
  std::array<uint64_t, 4> limbs{};
  mpz_export(limbs.data(), nullptr, -1, sizeof(uint64_t), 0, 0, bits.get_mpz_t());
  return interpreter::load<Int>(limbs.data(), kWidth<Int>);
}

template <class Int>
Integer read(const Int& value) {
  std::array<uint64_t, 4> limbs{};
  interpreter::store(value, kWidth<Int>, limbs.data());
  Integer result;
  mpz_import(result.get_mpz_t(), limbs.size(), -1, sizeof(uint64_t), 0, 0, limbs.data());
  return result < power2(kWidth<Int> - 1) ? result : Integer(result - power2(kWidth<Int>));
}

// Small numbers, and those around each power of two that a limb or a width ends at, of both signs;
// and some in whose limbs all bits differ.
std::vector<Integer> edges(unsigned width) {
  std::vector<Integer> found;
  const auto add = [&](const Integer& value) {
    for (const Integer& signed_value : {value, Integer(-value)}) {
      if (fits(signed_value, width)) found.push_back(signed_value);
    }
  };
  for (int small = 0; small <= 4; ++small) add(small);
  for (const unsigned exponent : {31U, 32U, 62U, 63U, 64U, 65U, 95U, 126U, 127U, 128U, 129U, 191U, 192U, 193U, 254U, 255U}) {
    for (int offset = -2; offset <= 2; ++offset) add(power2(exponent) + offset);
  }
  Integer mixed = 1;
  for (int i = 0; i < 16; ++i) {
    mixed = mixed * Integer("6364136223846793005") + Integer("1442695040888963407");
    for (const unsigned bits : {60U, 100U, 125U, 190U, 250U}) {
      Integer low;
      mpz_fdiv_r_2exp(low.get_mpz_t(), mixed.get_mpz_t(), bits);
      add(low);
    }
  }
  return found;
}

// From twice the exact quotient's floor, not from a truncated quotient and a remainder.
Integer rounded(const Integer& n, const Integer& d, RoundingMode mode) {
  Integer below, rest;
  mpz_fdiv_qr(below.get_mpz_t(), rest.get_mpz_t(), n.get_mpz_t(), d.get_mpz_t());
  if (rest == 0) return below;
  const Integer above = below + 1, twice = 2 * rest;
  switch (mode) {
    case RoundingMode::down: return n < 0 ? above : below;
    case RoundingMode::up: return n < 0 ? below : above;
    case RoundingMode::floor: return below;
    case RoundingMode::ceil: return above;
    case RoundingMode::half_up: return twice == d ? (n < 0 ? below : above) : (twice < d ? below : above);
    case RoundingMode::half_even: return twice == d ? (mpz_even_p(below.get_mpz_t()) ? below : above) : (twice < d ? below : above);
  }
  return 0;
}

template <class Int>
void testPair(const Integer& x, const Integer& y) {
  const Int a = make<Int>(x), b = make<Int>(y);
  if (const Integer sum = x + y; fits(sum, kWidth<Int>)) CHECK_EQ(read<Int>(a + b), sum);
  if (const Integer difference = x - y; fits(difference, kWidth<Int>)) CHECK_EQ(read<Int>(a - b), difference);
  if (const Integer product = x * y; fits(product, kWidth<Int>)) CHECK_EQ(read<Int>(a * b), product);
  CHECK_EQ(a == b, x == y);
  CHECK_EQ(a < b, x < y);
  CHECK_EQ(a <= b, x <= y);
  if (y <= 0) return;
  for (const RoundingMode mode : kModes) {
    CHECK_EQ(read<Int>(interpreter::divideRounded(a, b, mode)), rounded(x, y, mode));
  }
}

template <class Int>
void testOperations() {
  const std::vector<Integer> values = edges(kWidth<Int>);
  for (const Integer& x : values) {
    CHECK_EQ(read(make<Int>(x)), x);
    for (const Integer& y : values) testPair<Int>(x, y);
  }
}

// A quotient truncates toward zero for divisors of both signs.
void testNegativeDivisors() {
  for (const Integer& x : edges(256)) {
    for (const Integer& y : edges(256)) {
      if (y == 0 || !fits(x / y, 256)) continue;
      CHECK_EQ(read<Int256>(make<Int256>(x) / make<Int256>(y)), Integer(x / y));
    }
  }
}

// A cell of each width is read as the same number in any type, and stored as lower::storeInteger does.
template <class Int>
void testCells() {
  for (const unsigned width : {64U, 128U, 256U}) {
    if (width > kWidth<Int>) continue;
    for (const Integer& value : edges(width)) {
      std::array<uint64_t, 4> cell{}, again{};
      lower::storeInteger(value, width, cell.data());
      const Int loaded = interpreter::load<Int>(cell.data(), width);
      CHECK_EQ(read(loaded), value);
      interpreter::store(loaded, width, again.data());
      CHECK(cell == again);
    }
  }
}

}  // namespace
}  // namespace smcost

int main() {
  smcost::testOperations<smcost::interpreter::Int128>();
  smcost::testOperations<smcost::interpreter::Int256>();
  smcost::testNegativeDivisors();
  smcost::testCells<smcost::interpreter::Int128>();
  smcost::testCells<smcost::interpreter::Int256>();
  return smcost::test::finish("integers_test");
}
