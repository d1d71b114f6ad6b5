// What a spec comes to when some of its parameters are not known: statistics over draws, each of whose bills is exact.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/bill_function.h"
#include "runtime/draws/draws.h"

namespace smcost::questions {

// Of fewer draws no part is told from chance.
inline constexpr uint64_t kLeastSampled = 1'000;
// Their figures are kept until the percentiles are known.
inline constexpr uint64_t kMostSampled = 1'000'000;

struct Percentile {
  int percent = 0;
  base::Rational value;       // the least figure that this part of the draws does not exceed
  base::Rational low, high;   // between these it lies in 95 of 100 samples
};

// What one parameter alone does: the figure at its 5th and 95th percentile, all others as the bill has them.
struct Alone {
  std::string name;
  std::optional<base::Rational> low, high;   // none: no bill there
};

struct Sample {
  uint64_t draws = 0, failed = 0;
  bool is_stopped = false;                   // somebody wished so: there are fewer draws than were asked for
  std::vector<std::string> reasons;          // of those that failed
  // Of the first figure, over the draws that have a bill; none: no draw has one.
  std::optional<base::Rational> mean;
  base::Rational error;                      // the mean lies within it of that of all draws there are, in 95 of 100 samples
  std::vector<Percentile> percentiles;
  std::vector<uint64_t> holding;             // per further figure, which is a condition: draws in which it holds
  std::vector<Alone> alone;                  // per uncertain parameter
  Made made;
};

// `columns` has a value of each uncertain parameter for a draw; the function's variables are these, in their order.
Sample sample(BillFunction& function, const program::Program& program, const draws::Draws& draws, uint64_t count);

}  // namespace smcost::questions
