#include "compiler/total/interval.h"

#include <algorithm>

namespace smcost::total {

namespace {

using base::Rational;
using End = std::optional<Rational>;

constexpr size_t kLongEnd = 512;    // bits
constexpr size_t kShortEnd = 192;

// A number, or one beyond all on a side.
struct Extended {
  int beyond = 0;
  Rational number;

  int sign() const { return beyond != 0 ? beyond : sgn(number); }
  bool operator<(const Extended& other) const {
    if (beyond != other.beyond) return beyond < other.beyond;
    return beyond == 0 && number < other.number;
  }
};

Extended lowOf(const Interval& a) { return a.low ? Extended{0, *a.low} : Extended{-1, {}}; }
Extended highOf(const Interval& a) { return a.high ? Extended{0, *a.high} : Extended{1, {}}; }

// 0 times what is beyond all is 0: the end is not reached.
Extended times(const Extended& a, const Extended& b) {
  if (a.sign() == 0 || b.sign() == 0) return {};
  if (a.beyond != 0 || b.beyond != 0) return {a.sign() * b.sign(), {}};
  return {0, a.number * b.number};
}

Interval between(const Extended& low, const Extended& high) {
  Interval made;
  if (low.beyond == 0) made.low = low.number;
  if (high.beyond == 0) made.high = high.number;
  return made;
}

// What is lower; none is below all.
End lower(const End& a, const End& b) { return a && b ? End(std::min(*a, *b)) : End(); }
End higher(const End& a, const End& b) { return a && b ? End(std::max(*a, *b)) : End(); }

// 1 / b, of those that are above 0.
Interval inverseOfPositive(const Interval& b) {
  Interval inverse{Rational(0), std::nullopt};
  if (b.high) inverse.low = 1 / *b.high;
  if (b.low && sgn(*b.low) > 0) inverse.high = 1 / *b.low;
  return inverse;
}

Interval negative(const Interval& a) {
  Interval made;
  if (a.high) made.low = -*a.high;
  if (a.low) made.high = -*a.low;
  return made;
}

// Not above (below), and of few bits.
Rational shortened(const Rational& x, bool up) {
  if (base::bitSize(x) <= kLongEnd) return x;
  const auto bits = static_cast<long>(mpz_sizeinbase(x.get_num_mpz_t(), 2)) - static_cast<long>(mpz_sizeinbase(x.get_den_mpz_t(), 2));
  const long shift = static_cast<long>(kShortEnd) - bits;
  base::Integer dividend = x.get_num(), divisor = x.get_den();
  if (shift > 0) mpz_mul_2exp(dividend.get_mpz_t(), dividend.get_mpz_t(), static_cast<mp_bitcnt_t>(shift));
  else mpz_mul_2exp(divisor.get_mpz_t(), divisor.get_mpz_t(), static_cast<mp_bitcnt_t>(-shift));
  Rational rounded(base::divideRounded(dividend, divisor, up ? base::RoundingMode::ceil : base::RoundingMode::floor));
  if (shift > 0) mpq_div_2exp(rounded.get_mpq_t(), rounded.get_mpq_t(), static_cast<mp_bitcnt_t>(shift));
  else mpq_mul_2exp(rounded.get_mpq_t(), rounded.get_mpq_t(), static_cast<mp_bitcnt_t>(-shift));
  return rounded;
}

}  // namespace

Interval operator+(const Interval& a, const Interval& b) {
  Interval sum;
  if (a.low && b.low) sum.low = *a.low + *b.low;
  if (a.high && b.high) sum.high = *a.high + *b.high;
  return sum;
}

Interval operator-(const Interval& a, const Interval& b) {
  Interval difference;
  if (a.low && b.high) difference.low = *a.low - *b.high;
  if (a.high && b.low) difference.high = *a.high - *b.low;
  return difference;
}

Interval operator*(const Interval& a, const Interval& b) {
  if (a.isZero() || b.isZero()) return Interval::at(0);
  if (a.isNotBelow(0) && b.isNotBelow(0)) return between({0, *a.low * *b.low}, times(highOf(a), highOf(b)));
  const Extended corners[] = {times(lowOf(a), lowOf(b)), times(lowOf(a), highOf(b)), times(highOf(a), lowOf(b)), times(highOf(a), highOf(b))};
  return between(*std::min_element(std::begin(corners), std::end(corners)), *std::max_element(std::begin(corners), std::end(corners)));
}

Interval operator/(const Interval& a, const Interval& b) {
  if (b.isZero()) return {};
  if (b.isNotBelow(0)) return a * inverseOfPositive(b);
  if (b.isNotAbove(0)) return negative(a * inverseOfPositive(negative(b)));
  return a.isZero() ? a : Interval{};
}

Interval minOf(const Interval& a, const Interval& b) {
  Interval least{lower(a.low, b.low), {}};
  if (a.high && b.high) least.high = std::min(*a.high, *b.high);
  else least.high = a.high ? a.high : b.high;
  return least;
}

Interval maxOf(const Interval& a, const Interval& b) {
  Interval greatest{{}, higher(a.high, b.high)};
  if (a.low && b.low) greatest.low = std::max(*a.low, *b.low);
  else greatest.low = a.low ? a.low : b.low;
  return greatest;
}

Interval hull(const Interval& a, const Interval& b) { return {lower(a.low, b.low), higher(a.high, b.high)}; }

Interval common(const Interval& a, const Interval& b) {
  Interval both = a;
  if (b.low && (!both.low || *both.low < *b.low)) both.low = b.low;
  if (b.high && (!both.high || *both.high > *b.high)) both.high = b.high;
  return both;
}

void shorten(Interval& interval) {
  if (interval.isPoint()) return;
  if (interval.low) interval.low = shortened(*interval.low, false);
  if (interval.high) interval.high = shortened(*interval.high, true);
}

}  // namespace smcost::total
