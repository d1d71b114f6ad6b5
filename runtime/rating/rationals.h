// The algebra of a bill: every number is known.
#pragma once

#include <utility>

#include "runtime/rating/algebra.h"

namespace smcost::runtime {

struct Rationals {
  using Number = base::Rational;
  using Truth = bool;

  // What the caller keeps is not copied.
  const Number& constant(const base::Rational& known) const { return known; }
  Number constant(base::Rational&& known) const { return std::move(known); }
  Number add(const Number& x, const Number& y) const { return x + y; }
  Number sub(const Number& x, const Number& y) const { return x - y; }
  Number mul(const Number& x, const Number& y) const { return x * y; }
  Number div(const Number& x, const Number& y) const { return knownZero(y) ? Number(0) : Number(x / y); }
  Number min(const Number& x, const Number& y) const { return y < x ? y : x; }
  Number max(const Number& x, const Number& y) const { return x < y ? y : x; }
  Number round(const Number& x, const base::Rational& quantum, base::RoundingMode mode) const { return base::roundTo(x, quantum, mode); }
  Truth less(const Number& x, const Number& y) const { return x < y; }
  Number select(Truth truth, const Number& x, const Number& y) const { return truth ? x : y; }
  bool knownZero(const Number& x) const { return sgn(x) == 0; }
  void addTo(Number& sum, const Number& x) const { sum += x; }
  void takeFrom(Number& sum, const Number& x) const { sum -= x; }
};
static_assert(Algebra<Rationals>);

}  // namespace smcost::runtime
