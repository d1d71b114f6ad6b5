// Largest remainder: a rounded amount given back to its parts, so that the parts add up.
#pragma once

#include <span>
#include <vector>

#include "lang/base/rational.h"

namespace smcost::runtime {

// Splits `total` (whole quanta, any sign) over the weights: each part is the floor of its
// exact share, and the quanta left over go one each to the largest remainders, ties to the
// earlier part. The parts always add up to `total`.
//
// A part of weight zero gets nothing. Negative weights (credits) are shares below zero and
// follow the same rule: floor is towards minus infinity. When the weights add up to zero
// there is no proportion: the first part of non-zero weight gets everything, the first part
// of all when every weight is zero. No parts: nothing is split.
std::vector<base::Integer> splitByLargestRemainder(const base::Integer& total,
                                                   std::span<const base::Rational> weights);

}  // namespace smcost::runtime
