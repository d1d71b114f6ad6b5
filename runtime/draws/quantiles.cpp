#include "runtime/draws/quantiles.h"

#include <mpfr.h>

#include <algorithm>
#include <utility>

#include "runtime/draws/table.h"

namespace smcost::draws {

using base::Integer;
using base::Rational;

namespace {

// Bits that all work together may lose at the end of a number.
constexpr mpfr_prec_t kLostBits = 48;
constexpr mpfr_prec_t kFirstBits = 192, kMostBits = 1 << 16;

class Float {
 public:
  explicit Float(mpfr_prec_t bits) { mpfr_init2(value_, bits); }
  Float(const Float& other) {
    mpfr_init2(value_, mpfr_get_prec(other.value_));
    mpfr_set(value_, other.value_, MPFR_RNDN);
  }
  Float(mpfr_prec_t bits, const Rational& number) : Float(bits) { mpfr_set_q(value_, number.get_mpq_t(), MPFR_RNDN); }
  Float& operator=(const Float& other) {
    mpfr_set_prec(value_, mpfr_get_prec(other.value_));
    mpfr_set(value_, other.value_, MPFR_RNDN);
    return *this;
  }
  ~Float() { mpfr_clear(value_); }

  mpfr_ptr get() { return value_; }
  mpfr_srcptr get() const { return value_; }

 private:
  mpfr_t value_;
};

// y with erfc(y) = 2 p, of p below a half: where the normal distribution has p, over -sqrt(2). By Halley's steps from `near` on,
// each of which makes the error about its third power.
Float tail(mpfr_prec_t bits, const Rational& p, const Float& near) {
  Float y(bits), wanted(bits, 2 * p), slope(bits), step(bits), bend(bits);
  mpfr_set(y.get(), near.get(), MPFR_RNDN);
  while (true) {
    // step = (erfc(y) - 2 p) / (-2 / sqrt(pi) exp(-y^2))
    mpfr_erfc(step.get(), y.get(), MPFR_RNDN);
    mpfr_sub(step.get(), step.get(), wanted.get(), MPFR_RNDN);
    mpfr_sqr(slope.get(), y.get(), MPFR_RNDN);
    mpfr_exp(slope.get(), slope.get(), MPFR_RNDN);
    mpfr_mul(step.get(), step.get(), slope.get(), MPFR_RNDN);
    mpfr_const_pi(slope.get(), MPFR_RNDN);
    mpfr_sqrt(slope.get(), slope.get(), MPFR_RNDN);
    mpfr_mul(step.get(), step.get(), slope.get(), MPFR_RNDN);
    mpfr_div_2ui(step.get(), step.get(), 1, MPFR_RNDN);
    mpfr_neg(step.get(), step.get(), MPFR_RNDN);
    // y - step / (1 + step y)
    mpfr_mul(bend.get(), step.get(), y.get(), MPFR_RNDN);
    mpfr_add_ui(bend.get(), bend.get(), 1, MPFR_RNDN);
    mpfr_div(bend.get(), step.get(), bend.get(), MPFR_RNDN);
    mpfr_sub(y.get(), y.get(), bend.get(), MPFR_RNDN);
    if (mpfr_zero_p(step.get()) || mpfr_get_exp(step.get()) < -(bits / 3) - 4) return y;
  }
}

Rational levelOf(uint32_t i) { return {2 * i + 1, 2 * kQuantiles}; }
Rational fifth() { return {1, 20}; }

// Those below the middle, from the outermost on; and that of 5 %.
struct Tails {
  std::vector<Float> all;
  Float fifth;
};

Tails tailsOf(mpfr_prec_t bits) {
  Tails tails{{}, Float(bits)};
  mpfr_set_zero(tails.fifth.get(), 1);
  Float near = tails.fifth;
  for (uint32_t i = kQuantiles / 2; i-- > 0;) {
    near = tail(bits, levelOf(i), near);
    tails.all.push_back(near);
  }
  std::reverse(tails.all.begin(), tails.all.end());
  tails.fifth = tail(bits, fifth(), tails.all[kQuantiles / 20]);
  mpfr_free_cache();
  return tails;
}

// Where the quantile lies between the middle of low and high (0) and high (1), as a part of that way.
// `tails` are those of kFirstBits.
Float partOf(const Tails& tails, mpfr_prec_t bits, uint32_t i) {
  const bool is_below = i < kQuantiles / 2;
  const uint32_t below = is_below ? i : kQuantiles - 1 - i;
  Float part = tails.all[below], unit = tails.fifth;
  if (bits > kFirstBits) {
    part = tail(bits, levelOf(below), part);
    unit = tail(bits, fifth(), unit);
  }
  mpfr_div(part.get(), part.get(), unit.get(), MPFR_RNDN);
  if (is_below) mpfr_neg(part.get(), part.get(), MPFR_RNDN);
  return part;
}

// The middle and half of what lies between low and high, or between their logarithms.
struct Shape {
  Float middle, half;
};

Shape shapeOf(mpfr_prec_t bits, const Rational& low, const Rational& high, Scale scale) {
  Float a(bits, low), b(bits, high);
  if (scale == Scale::logarithmic) {
    mpfr_log(a.get(), a.get(), MPFR_RNDN);
    mpfr_log(b.get(), b.get(), MPFR_RNDN);
  }
  Shape shape{Float(bits), Float(bits)};
  mpfr_add(shape.middle.get(), a.get(), b.get(), MPFR_RNDN);
  mpfr_div_2ui(shape.middle.get(), shape.middle.get(), 1, MPFR_RNDN);
  mpfr_sub(shape.half.get(), b.get(), a.get(), MPFR_RNDN);
  mpfr_div_2ui(shape.half.get(), shape.half.get(), 1, MPFR_RNDN);
  return shape;
}

// The whole number that everything within the error rounds to; none when that is not one.
std::optional<Integer> rounded(const Float& value, const Float& error) {
  Float end(mpfr_get_prec(value.get()));
  Integer low, high;
  mpfr_sub(end.get(), value.get(), error.get(), MPFR_RNDD);
  mpfr_get_z(low.get_mpz_t(), end.get(), MPFR_RNDN);
  mpfr_add(end.get(), value.get(), error.get(), MPFR_RNDU);
  mpfr_get_z(high.get_mpz_t(), end.get(), MPFR_RNDN);
  return low == high ? std::optional(low) : std::nullopt;
}

std::optional<Integer> quantile(const Tails& tails, mpfr_prec_t bits, const Shape& shape, Scale scale, uint32_t i) {
  Float value = partOf(tails, bits, i);
  mpfr_mul(value.get(), value.get(), shape.half.get(), MPFR_RNDN);
  // How large the numbers were that were added, which says how large the error can be.
  Float error(bits);
  mpfr_abs(error.get(), value.get(), MPFR_RNDU);
  mpfr_add(value.get(), value.get(), shape.middle.get(), MPFR_RNDN);
  Float middle = shape.middle;
  mpfr_abs(middle.get(), middle.get(), MPFR_RNDU);
  mpfr_add(error.get(), error.get(), middle.get(), MPFR_RNDU);
  mpfr_add(error.get(), error.get(), shape.half.get(), MPFR_RNDU);
  if (scale == Scale::logarithmic) {
    mpfr_exp(value.get(), value.get(), MPFR_RNDN);
    mpfr_add_ui(error.get(), error.get(), 1, MPFR_RNDU);
    mpfr_mul(error.get(), error.get(), value.get(), MPFR_RNDU);
  }
  mpfr_div_2ui(error.get(), error.get(), static_cast<unsigned long>(bits - kLostBits), MPFR_RNDU);
  return rounded(value, error);
}

// The root of a number, as a whole one, that is added to `at` or taken from it; a tie goes to the even sum.
Integer roundedRoot(const Rational& square, const Integer& at) {
  Integer whole = square.get_num() / square.get_den();
  Integer root;
  mpz_sqrt(root.get_mpz_t(), whole.get_mpz_t());
  const Rational between = Rational(2 * root + 1, 2);
  const Rational middle = between * between;
  const bool is_even = mpz_even_p(Integer(at + root).get_mpz_t()) != 0;
  if (square > middle || (square == middle && !is_even)) ++root;
  return root;
}

}  // namespace

std::optional<std::vector<Integer>> normalQuantiles(const Rational& low, const Rational& high, Scale scale) {
  std::vector<Integer> all(kQuantiles);
  const Shape first = shapeOf(kFirstBits, low, high, scale);
  const Tails tails = tailsOf(kFirstBits);
  for (uint32_t i = 0; i < kQuantiles; ++i) {
    // What the text says is no result of a computation.
    if (levelOf(i) == fifth() || 1 - levelOf(i) == fifth()) {
      all[i] = base::roundTo(levelOf(i) == fifth() ? low : high, 1, base::RoundingMode::half_even).get_num();
      continue;
    }
    std::optional<Integer> found = quantile(tails, kFirstBits, first, scale, i);
    for (mpfr_prec_t bits = 2 * kFirstBits; !found && bits <= kMostBits; bits *= 2) {
      found = quantile(tails, bits, shapeOf(bits, low, high, scale), scale, i);
    }
    if (!found) return std::nullopt;
    all[i] = std::move(*found);
  }
  mpfr_free_cache();
  return all;
}

std::vector<Integer> triangularQuantiles(const Integer& low, const Integer& high, const Rational& peak) {
  const Rational width = high - low, below = peak - low, above = high - peak;
  std::vector<Integer> all;
  for (uint32_t i = 0; i < kQuantiles; ++i) {
    const Rational level = levelOf(i), rest = 1 - level;
    if (level * width <= below) all.push_back(low + roundedRoot(level * width * below, low));
    else all.push_back(high - roundedRoot(rest * width * above, high));
  }
  return all;
}

}  // namespace smcost::draws
