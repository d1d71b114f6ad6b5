// Which parameter the spread of a figure comes from: Sobol' indices, estimated from draws.
//
// A and B are two independent sets of draws, and AB_i is A with parameter i from B. With f the figure less its mean,
// over draws j:   V = sum (f(A)^2 + f(B)^2) / 2
//   first order   sum f(B) (f(AB_i) - f(A)) / V        Saltelli et al. 2010: what i does by itself
//   total order   sum (f(A) - f(AB_i))^2 / 2 / V       Jansen 1999: what would be gone if i were known, together with others too
// An index is a ratio of two means; its error is that of such a ratio to the first order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/questions/drawn_function.h"
#include "compiler/questions/workers.h"

namespace smcost::questions {

// Of fewer pairs an error says nothing.
inline constexpr uint64_t kLeastPairs = 100;
inline constexpr uint64_t kMostPairs = 1'000'000;

struct Index {
  base::Rational about, error;      // shares of the variance
};

struct Share {
  std::string name;
  Index first, total;
};

struct Spread {
  uint64_t pairs = 0, left_out = 0;   // of A and B; and those where one of the draws has no bill
  std::vector<Share> shares;          // per uncertain parameter; empty: the figure is the same in all draws
};

// Of the first figure of the function, of which `mean` and `deviation` are known about. Bills 2 + parameters points for each pair.
Spread spread(Workers& workers, const DrawnFunction& function, const Drawn& drawn, uint64_t pairs, const base::Rational& mean, const base::Rational& deviation);

}  // namespace smcost::questions
