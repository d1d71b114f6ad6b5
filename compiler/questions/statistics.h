// What statistics of draws have in common: how sure they are, and how short they are told.
#pragma once

#include <cstdint>

#include "lang/base/rational.h"

namespace smcost::questions {

// An error is so many standard errors: what is sought lies within it in 997 of 1,000 samples.
inline constexpr int kStandardErrors = 3;
inline constexpr int kShareDigits = 6;   // of shares, which lie about 0 to 1

struct Likely {
  base::Rational about, low, high;
};

// The root of what is not below 0, rounded up in its seventh to ninth significant digit: no error is told too small.
base::Rational rootUp(const base::Rational& x);
// The share of all draws there are, `part` of `whole` draws (> 0) having been seen, by Wilson's score: between 0 and 1, and never certain.
Likely likelyShare(uint64_t part, uint64_t whole);
// To so many digits; errors are rounded up.
base::Rational rounded(const base::Rational& share);
base::Rational roundedUp(const base::Rational& error);

// An exact sum over what denominators there are.
class Sum {
 public:
  void add(const base::Rational& x) { add(x.get_num(), x.get_den()); }
  void addSquare(const base::Rational& x) { add(x.get_num() * x.get_num(), x.get_den() * x.get_den()); }
  void add(const Sum& other) { add(other.numerator_, other.denominator_); }
  base::Rational value() const;

 private:
  void add(const base::Integer& numerator, const base::Integer& denominator);

  base::Integer numerator_ = 0, denominator_ = 1, factor_;
};

}  // namespace smcost::questions
