#include "lang/base/rational.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "lang/base/check.h"

namespace smcost::base {

namespace {

// In the order of RoundingMode.
constexpr std::array<std::string_view, 6> kModeNames = {"down", "floor", "ceil", "up", "half_up", "half_even"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

Integer tenTo(unsigned long exponent) {
  Integer power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, exponent);
  return power;
}

// Whether the quotient between the whole numbers q and q + 1 becomes q + 1. `half` is
// the sign of (remainder - divisor / 2), the remainder counted up from q.
bool goesToCeiling(RoundingMode mode, bool negative, int half, bool floor_is_odd) {
  switch (mode) {
    case RoundingMode::floor: return false;
    case RoundingMode::ceil: return true;
    case RoundingMode::down: return negative;
    case RoundingMode::up: return !negative;
    case RoundingMode::half_up: return half > 0 || (half == 0 && !negative);
    case RoundingMode::half_even: return half > 0 || (half == 0 && floor_is_odd);
  }
  SMCOST_CHECK(false, "an unknown rounding mode");
  return false;
}

// `scaled` / 10^digits, written out.
std::string placePoint(const Integer& scaled, size_t digits) {
  std::string text = Integer(abs(scaled)).get_str();
  if (digits > 0) {
    if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
    text.insert(text.size() - digits, ".");
  }
  return sgn(scaled) < 0 ? "-" + text : text;
}

// `10^digits * x`, which must be whole.
Integer scaleUp(const Rational& x, size_t digits) {
  Integer scaled = x.get_num() * tenTo(digits);
  mpz_divexact(scaled.get_mpz_t(), scaled.get_mpz_t(), x.get_den().get_mpz_t());
  return scaled;
}

// Moves the digits of [from, end of the run) to `digits`; a single `_` may stand
// between two digits. Returns where the run ends, npos when there is no digit.
size_t takeDigits(std::string_view text, size_t from, std::string& digits) {
  size_t i = from;
  while (i < text.size()) {
    if (isDigit(text[i])) {
      digits.push_back(text[i++]);
    } else if (text[i] == '_' && i > from && i + 1 < text.size() && isDigit(text[i + 1])) {
      ++i;
    } else {
      break;
    }
  }
  return i == from ? std::string_view::npos : i;
}

}  // namespace

std::string_view roundingModeName(RoundingMode mode) { return kModeNames[static_cast<size_t>(mode)]; }

std::optional<RoundingMode> roundingModeFromName(std::string_view name) {
  auto found = std::find(kModeNames.begin(), kModeNames.end(), name);
  if (found == kModeNames.end()) return std::nullopt;
  return static_cast<RoundingMode>(found - kModeNames.begin());
}

Integer divideRounded(const Integer& dividend, const Integer& divisor, RoundingMode mode) {
  SMCOST_CHECK(sgn(divisor) > 0, "a rounded quotient needs a positive divisor");
  Integer quotient;
  Integer remainder;
  mpz_fdiv_qr(quotient.get_mpz_t(), remainder.get_mpz_t(), dividend.get_mpz_t(), divisor.get_mpz_t());
  if (sgn(remainder) == 0) return quotient;
  remainder *= 2;
  const int half = cmp(remainder, divisor);
  const bool floor_is_odd = mpz_odd_p(quotient.get_mpz_t()) != 0;
  if (goesToCeiling(mode, sgn(dividend) < 0, half, floor_is_odd)) ++quotient;
  return quotient;
}

Rational roundTo(const Rational& x, const Rational& quantum, RoundingMode mode) {
  SMCOST_CHECK(sgn(quantum) > 0, "a rounding quantum must be positive");
  const Rational steps = x / quantum;
  return Rational(divideRounded(steps.get_num(), steps.get_den(), mode)) * quantum;
}

Rational gcd(const Rational& a, const Rational& b) {
  if (sgn(a) == 0 && sgn(b) == 0) return 1;
  // Over the least common denominator both are whole; for reduced fractions the
  // result is gcd(numerators) / lcm(denominators), reduced again.
  Integer numerator;
  Integer denominator;
  mpz_gcd(numerator.get_mpz_t(), a.get_num().get_mpz_t(), b.get_num().get_mpz_t());
  mpz_lcm(denominator.get_mpz_t(), a.get_den().get_mpz_t(), b.get_den().get_mpz_t());
  Rational result(numerator, denominator);
  result.canonicalize();
  return result;
}

Rational powerOfTen(int exponent) {
  // Widened first: the negative of the least int is no int.
  const int64_t wide = exponent;
  const Integer power = tenTo(static_cast<unsigned long>(wide < 0 ? -wide : wide));
  return exponent < 0 ? Rational(Integer(1), power) : Rational(power);
}

std::optional<Rational> parseDecimal(std::string_view text) {
  std::string digits;
  digits.reserve(text.size());
  size_t end = takeDigits(text, 0, digits);
  if (end == std::string_view::npos) return std::nullopt;
  const size_t whole_digits = digits.size();
  if (end < text.size() && text[end] == '.') {
    end = takeDigits(text, end + 1, digits);
    if (end == std::string_view::npos) return std::nullopt;
  }
  if (end != text.size()) return std::nullopt;
  // GMP reads long decimals by divide and conquer, so this stays far from quadratic.
  Rational value(Integer(digits, 10), tenTo(digits.size() - whole_digits));
  value.canonicalize();
  return value;
}

std::optional<int> finiteDigits(const Rational& x) {
  Integer rest = x.get_den();
  const size_t twos = mpz_scan1(rest.get_mpz_t(), 0);
  mpz_fdiv_q_2exp(rest.get_mpz_t(), rest.get_mpz_t(), twos);
  const size_t fives = mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), Integer(5).get_mpz_t());
  if (rest != 1) return std::nullopt;
  return static_cast<int>(std::max(twos, fives));
}

std::string toExactString(const Rational& x) {
  const std::optional<int> digits = finiteDigits(x);
  if (!digits) return x.get_str();
  return placePoint(scaleUp(x, static_cast<size_t>(*digits)), static_cast<size_t>(*digits));
}

std::string toFixed(const Rational& x, int digits, RoundingMode mode) {
  SMCOST_CHECK(digits >= 0, "a number of decimals is not negative");
  const auto count = static_cast<size_t>(digits);
  return placePoint(divideRounded(x.get_num() * tenTo(count), x.get_den(), mode), count);
}

std::string toShown(const Rational& x, int max_digits) {
  const std::optional<int> digits = finiteDigits(x);
  if (digits && *digits <= max_digits) return toExactString(x);
  return toFixed(x, max_digits) + "…";
}

bool isWhole(const Rational& x) { return x.get_den() == 1; }

size_t bitSize(const Rational& x) {
  return std::max(mpz_sizeinbase(x.get_num().get_mpz_t(), 2), mpz_sizeinbase(x.get_den().get_mpz_t(), 2));
}

size_t RationalHash::operator()(const Rational& x) const noexcept {
  uint64_t hash = static_cast<uint64_t>(sgn(x));
  const auto add = [&](uint64_t part) {
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29;
  };
  for (const auto* number : {x.get_num_mpz_t(), x.get_den_mpz_t()}) {
    const size_t limbs = mpz_size(number);
    for (size_t i = 0; i < limbs; ++i) add(mpz_getlimbn(number, static_cast<mp_size_t>(i)));
    add(limbs);
  }
  return hash;
}

}  // namespace smcost::base
