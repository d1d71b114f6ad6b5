// What is billed of what was metered, and by which tier.
#pragma once

#include "lang/program/price_declarations.h"
#include "runtime/rating/algebra.h"

namespace smcost::runtime::rules {

// Of the sum of a bill, 0 or more: rounded, and at least so much if there is any. Null: no such rule.
template <Algebra A>
typename A::Number billed(const A& algebra, const typename A::Number& metered, const program::BillGranule* rounding,
                          const program::BillGranule* least) {
  typename A::Number quantity = rounding ? algebra.round(metered, rounding->quantum, rounding->mode) : metered;
  if (!least) return quantity;
  const typename A::Number nothing = algebra.constant(base::Rational(0));
  return algebra.select(algebra.less(nothing, metered), algebra.max(quantity, algebra.constant(least->quantum)), nothing);
}

// Of a quantity that is rated by tiers, 0 or more: what the price of this one is for.
template <Algebra A>
typename A::Number tierQuantity(const A& algebra, const program::RateRow& row, const typename A::Number& all) {
  const bool begins = row.lower != 0;  // above nothing
  if (!row.is_cliff) {
    typename A::Number below = row.upper ? algebra.min(algebra.constant(*row.upper), all) : all;
    if (!begins) return below;
    return algebra.max(algebra.constant(base::Rational(0)), algebra.sub(below, algebra.constant(row.lower)));
  }
  const typename A::Number nothing = algebra.constant(base::Rational(0));
  typename A::Number within = row.upper ? algebra.select(algebra.less(algebra.constant(*row.upper), all), nothing, all) : all;
  return begins ? algebra.select(algebra.less(algebra.constant(row.lower), all), within, nothing) : within;
}

}  // namespace smcost::runtime::rules
