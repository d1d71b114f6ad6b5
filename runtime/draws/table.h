// An uncertain parameter as a finite table of equally likely exact values.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lang/base/rational.h"
#include "lang/program/parameters.h"

namespace smcost::draws {

// As many quantiles as a table has where values are too many to list: the i-th is that of (2 i + 1) / (2 kQuantiles). Of 50
// times an odd number those of 1, 5, 95 and 99 % are among them, so that the percentiles that a text says are entries.
inline constexpr uint32_t kQuantiles = 50 * 41;

struct Table {
  // Ascending, of numbers; of a choice in order of the text. Some may stand there several times.
  std::vector<program::ParameterValue> values;

  uint32_t size() const { return static_cast<uint32_t>(values.size()); }
};

// Exact on every machine: what is not rational is worked out until its rounding to the step is beyond doubt. None: the step is
// too fine for that.
std::optional<Table> tableOf(const program::Distribution& distribution);

// The mean of a table of numbers; none of another.
std::optional<base::Rational> meanOf(const Table& table);

}  // namespace smcost::draws
