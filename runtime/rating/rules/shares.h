// What a line has of a slice of its pool.
#pragma once

#include "runtime/rating/algebra.h"

namespace smcost::runtime::rules {

// Of an empty pool: nothing.
template <Algebra A>
typename A::Number shareOf(const A& algebra, const typename A::Number& quantity, const typename A::Number& slice, const typename A::Number& pool) {
  return algebra.div(algebra.mul(quantity, slice), pool);
}

}  // namespace smcost::runtime::rules
