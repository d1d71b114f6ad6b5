// Percentiles of draws, and whether they keep to a bound.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/questions/figures.h"

namespace smcost::questions {

struct Percentile {
  int percent = 0;
  base::Rational value;       // the least figure that this part of the draws does not exceed
  base::Rational low, high;   // between these it lies in 997 of 1,000 samples
};

// Of at least one figure, which are put into another order; `percents` from 1 to 99.
std::vector<Percentile> percentilesOf(Figures& figures, const std::vector<int>& percents);

// "p90 total <= 1_200 USD"
struct PercentileCheck {
  enum class Sign : unsigned char { less, at_most, equal, at_least, greater };

  std::string text;
  int percent = 0;
  Sign sign = Sign::at_most;
  std::string left, right;    // expressions over figures of the bill

  // The condition without its percentile, "total <= 1_200 USD".
  std::string condition() const;
};

// None: it reads otherwise.
std::optional<PercentileCheck> readPercentileCheck(const std::string& text);

// "<=" and what else compares; none: it is no such sign.
std::optional<PercentileCheck::Sign> signNamed(std::string_view text);

// What is said of a percentile that is known within its error: for sure, or not.
enum class Verdict : unsigned char { holds, fails, uncertain };

// Whether a percentile of left - right has the sign that is wanted.
Verdict judge(const Percentile& difference, PercentileCheck::Sign sign);
std::string_view verdictText(Verdict verdict);   // "holds", "does not hold", "is not certain"

}  // namespace smcost::questions
