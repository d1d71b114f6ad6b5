// Quantiles of the distributions that have no rational ones, in steps: to the nearest whole number, ties to the even one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lang/base/rational.h"

namespace smcost::draws {

// Of a normal distribution with this 5th and 95th percentile, both in steps; or of one whose logarithm is normal, `low` being
// above 0. Those of (2 i + 1) / (2 kQuantiles), ascending. None: they cannot be told from the ties between steps.
enum class Scale : uint8_t { linear, logarithmic };
std::optional<std::vector<base::Integer>> normalQuantiles(const base::Rational& low, const base::Rational& high, Scale scale);

// Of a triangle over whole numbers with its peak between them.
std::vector<base::Integer> triangularQuantiles(const base::Integer& low, const base::Integer& high, const base::Rational& peak);

}  // namespace smcost::draws
