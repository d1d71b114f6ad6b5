// What a rule of rating may do with numbers. A rule is written once, over an algebra: in rationals (rationals.h) it makes
// the bill, in expressions (nodes.h) the bill as a function of what is not known yet.
#pragma once

#include <concepts>

#include "lang/base/rational.h"

namespace smcost::runtime {

// A rule decides by names, prices and dates, and never by a number of its algebra: what depends on one is a `select`, and
// both its arms are made. Two operations are meant so that a rule needs no exception:
//
// - `div` by zero is 0, since of nothing there are no parts; nothing is divided by what is below zero;
// - `knownZero` says that a number is 0 at every point. A rule may leave out what this makes add nothing, for the sake of
//   speed and of what a bill shows, and must come to the same numbers when it always says no.
//
// `addTo` and `takeFrom` are `add` and `sub` in place.
template <class A>
concept Algebra = requires(const A& algebra, typename A::Number& sum, const typename A::Number& x, const typename A::Truth& truth,
                           const base::Rational& known, base::RoundingMode mode) {
  requires std::copyable<typename A::Number>;
  { algebra.constant(known) } -> std::convertible_to<typename A::Number>;
  { algebra.add(x, x) } -> std::convertible_to<typename A::Number>;
  { algebra.sub(x, x) } -> std::convertible_to<typename A::Number>;
  { algebra.mul(x, x) } -> std::convertible_to<typename A::Number>;
  { algebra.div(x, x) } -> std::convertible_to<typename A::Number>;
  { algebra.min(x, x) } -> std::convertible_to<typename A::Number>;
  { algebra.max(x, x) } -> std::convertible_to<typename A::Number>;
  { algebra.round(x, known, mode) } -> std::convertible_to<typename A::Number>;
  { algebra.less(x, x) } -> std::convertible_to<typename A::Truth>;
  { algebra.select(truth, x, x) } -> std::convertible_to<typename A::Number>;
  { algebra.knownZero(x) } -> std::same_as<bool>;
  algebra.addTo(sum, x);
  algebra.takeFrom(sum, x);
};

}  // namespace smcost::runtime
