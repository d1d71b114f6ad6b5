// Intervals of rationals, closed, whose ends may be nowhere. Each operation gives all that it can come to, and little more.
#pragma once

#include <optional>

#include "lang/base/rational.h"

namespace smcost::total {

struct Interval {
  std::optional<base::Rational> low, high;   // none: as far as you like

  static Interval at(const base::Rational& value) { return {value, value}; }
  static Interval rising() { return {base::Rational(0), std::nullopt}; }
  static Interval falling() { return {std::nullopt, base::Rational(0)}; }

  bool isPoint() const { return low && high && *low == *high; }
  bool isZero() const { return isPoint() && sgn(*low) == 0; }
  bool hasZero() const { return (!low || sgn(*low) <= 0) && (!high || sgn(*high) >= 0); }
  bool isNotBelow(const base::Rational& value) const { return low && *low >= value; }
  bool isNotAbove(const base::Rational& value) const { return high && *high <= value; }
  bool operator==(const Interval&) const = default;
};

Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator*(const Interval& a, const Interval& b);
// Of all divisors but 0; of 0 alone: the whole line.
Interval operator/(const Interval& a, const Interval& b);
Interval minOf(const Interval& a, const Interval& b);
Interval maxOf(const Interval& a, const Interval& b);
// All that is in one of them, and what lies between.
Interval hull(const Interval& a, const Interval& b);
// What is in both of two that meet.
Interval common(const Interval& a, const Interval& b);
// Ends of many digits become a little wider and shorter, those of a point excepted.
void shorten(Interval& interval);

}  // namespace smcost::total
