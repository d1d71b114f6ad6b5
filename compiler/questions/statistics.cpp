#include "compiler/questions/statistics.h"

#include <utility>

namespace smcost::questions {

using base::Integer;
using base::Rational;

Rational rootUp(const Rational& x) {
  if (sgn(x) <= 0) return 0;
  constexpr long kDigits = 8, kBitsOfDigits = 100'000, kDigitsOfBits = 30'103;  // log10 2
  const long bits = static_cast<long>(mpz_sizeinbase(x.get_num_mpz_t(), 2)) - static_cast<long>(mpz_sizeinbase(x.get_den_mpz_t(), 2));
  const int digits = static_cast<int>(kDigits - bits * kDigitsOfBits / kBitsOfDigits / 2);
  const Rational scaled = x * base::powerOfTen(2 * digits);
  const Integer whole = base::divideRounded(scaled.get_num(), scaled.get_den(), base::RoundingMode::ceil);
  Integer root = sqrt(whole);
  if (root * root < whole) ++root;
  return Rational(root) * base::powerOfTen(-digits);
}

Likely likelyShare(uint64_t part, uint64_t whole) {
  const Rational n{Integer(whole)}, k{Integer(part)}, z = kStandardErrors;
  const Rational middle = (k + z * z / 2) / (n + z * z);
  const Rational half = z / (n + z * z) * rootUp(k * (n - k) / n + z * z / 4);
  const auto inside = [](const Rational& share) { return sgn(share) < 0 ? Rational(0) : share > 1 ? Rational(1) : share; };
  const Rational quantum = base::powerOfTen(-kShareDigits);
  return {rounded(k / n), inside(base::roundTo(middle - half, quantum, base::RoundingMode::floor)),
          inside(base::roundTo(middle + half, quantum, base::RoundingMode::ceil))};
}

Rational rounded(const Rational& share) { return base::roundTo(share, base::powerOfTen(-kShareDigits), base::RoundingMode::half_even); }
Rational roundedUp(const Rational& error) { return base::roundTo(error, base::powerOfTen(-kShareDigits), base::RoundingMode::up); }

void Sum::add(const Integer& numerator, const Integer& denominator) {
  if (denominator == denominator_) {
    numerator_ += numerator;
  } else if (mpz_divisible_p(denominator_.get_mpz_t(), denominator.get_mpz_t()) != 0) {
    mpz_divexact(factor_.get_mpz_t(), denominator_.get_mpz_t(), denominator.get_mpz_t());
    numerator_ += numerator * factor_;
  } else {
    factor_ = lcm(denominator_, denominator);
    numerator_ = numerator_ * (factor_ / denominator_) + numerator * (factor_ / denominator);
    std::swap(denominator_, factor_);
  }
}

Rational Sum::value() const {
  Rational value(numerator_, denominator_);
  value.canonicalize();
  return value;
}

}  // namespace smcost::questions
