// Exact numbers: GMP integers and rationals, how they are read and written, and
// the six rounding modes, defined for negative numbers too.
#pragma once

#include <gmpxx.h>

#include <optional>
#include <string>
#include <string_view>

namespace smcost::base {

using Integer = mpz_class;
using Rational = mpq_class;

// `up` is away from zero and `half_up` rounds ties away from zero, so that the
// rounding of -x is minus the rounding of x for every mode but floor and ceil.
enum class RoundingMode : unsigned char { down, floor, ceil, up, half_up, half_even };

std::string_view roundingModeName(RoundingMode mode);
std::optional<RoundingMode> roundingModeFromName(std::string_view name);

// The nearest multiple of `quantum` (> 0) under `mode`.
Rational roundTo(const Rational& x, const Rational& quantum, RoundingMode mode);

// A rounded quotient of integers, `divisor` > 0.
Integer divideRounded(const Integer& dividend, const Integer& divisor, RoundingMode mode);

// The greatest g such that both are whole multiples of g; gcd(0, s) = |s|, gcd(0, 0) = 1.
Rational gcd(const Rational& a, const Rational& b);

// 10^exponent, for any sign of the exponent.
Rational powerOfTen(int exponent);

// Digits with optional `_` groups and fraction: "1_000.25". No sign, no exponent.
// Empty when the text has no digit.
std::optional<Rational> parseDecimal(std::string_view text);

// "461/750", or a finite decimal when the denominator has only the primes 2 and 5.
std::string toExactString(const Rational& x);

// Exactly `digits` decimals, rounded by `mode`: toFixed(1/3, 2, half_up) = "0.33".
std::string toFixed(const Rational& x, int digits, RoundingMode mode = RoundingMode::half_up);

// Shown digits: the finite decimal when it has at most `max_digits` decimals, else
// rounded half-up to `max_digits` decimals with `…` behind.
std::string toShown(const Rational& x, int max_digits);

// The decimals a finite decimal has, none when it has no finite decimal form.
std::optional<int> finiteDigits(const Rational& x);

bool isWhole(const Rational& x);

// The larger bit size of numerator and denominator.
size_t bitSize(const Rational& x);

// Of a fraction as it stands: 2/4 has another than 1/2, to which it does not compare equal either.
struct RationalHash {
  size_t operator()(const Rational& x) const noexcept;
};

}  // namespace smcost::base
