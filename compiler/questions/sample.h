// What a spec comes to when some of its parameters are not known: statistics over draws, each of whose bills is exact.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/drawn_function.h"
#include "compiler/questions/percentiles.h"
#include "compiler/questions/spread.h"
#include "compiler/questions/statistics.h"
#include "compiler/questions/workers.h"

namespace smcost::questions {

// Of fewer draws no part is told from chance.
inline constexpr uint64_t kLeastSampled = 1'000;
// Their figures are kept until the percentiles are known.
inline constexpr uint64_t kMostSampled = 1'000'000;

// What one parameter alone does: the figure at its 5th and 95th percentile, all others as the bill has them.
struct Alone {
  std::string name;
  std::optional<base::Rational> low, high;   // none: no bill there
};

// A condition on a percentile of the draws that have a bill.
struct Judged {
  Verdict verdict = Verdict::uncertain;
  Percentile left;                        // of its left side, where the right one is the same in all draws; else of their difference
  std::optional<base::Rational> right;    // none: it is not the same in all draws
};

struct Sample {
  uint64_t draws = 0, failed = 0;
  bool is_stopped = false;                   // somebody wished so: there are fewer draws than were asked for
  std::vector<std::string> reasons;          // of those that failed
  // Of the first figure, over the draws that have a bill; none: no draw has one.
  std::optional<base::Rational> mean;
  base::Rational error;                      // the mean lies within it of that of all draws there are, in 997 of 1,000 samples
  std::vector<Percentile> percentiles;
  std::vector<uint64_t> holding;             // per condition among the figures: draws in which it holds
  std::vector<std::optional<Judged>> judged; // per condition on a percentile; none: no draw has a bill
  std::vector<Alone> alone;                  // per uncertain parameter
  Spread spread;

  // How likely a condition holds, of draws that have a bill; none: there are none.
  std::optional<Likely> holds(size_t condition) const;
  // Whether each condition on a percentile holds for sure.
  bool allHold() const;
};

// What draws came to that were billed before (shard.h): those from `begin` on, up to `end`. Asked on several threads at once.
using BilledDraws = std::function<DrawnAnswers(uint64_t begin, uint64_t end)>;

struct SampleWish {
  uint64_t draws = 0;
  std::optional<uint64_t> pairs;             // for the indices, 0 for none; else as many as double the work
  std::vector<int> percents = {5, 50, 90, 95, 99};
  std::vector<PercentileCheck> checks;
  BilledDraws billed;                        // none: the draws are billed here
};

// The functions' variables are what is drawn, in its order; their figures the one that is described, conditions, and of each condition on a
// percentile its left and its right side.
Sample sample(Workers& workers, const Drawn& drawn, const SampleWish& wish);

}  // namespace smcost::questions
