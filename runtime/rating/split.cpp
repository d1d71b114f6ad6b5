#include "runtime/rating/split.h"

#include <algorithm>
#include <numeric>

#include "lang/base/check.h"

namespace smcost::runtime {

namespace {

// Weights as whole numbers over one denominator, so that shares need no fractions.
std::vector<base::Integer> wholeWeights(std::span<const base::Rational> weights) {
  base::Integer denominator = 1;
  for (const base::Rational& weight : weights) denominator = lcm(denominator, base::Integer(weight.get_den()));
  std::vector<base::Integer> whole;
  whole.reserve(weights.size());
  for (const base::Rational& weight : weights) whole.push_back(weight.get_num() * (denominator / weight.get_den()));
  return whole;
}

}  // namespace

std::vector<base::Integer> splitByLargestRemainder(const base::Integer& total,
                                                   std::span<const base::Rational> weights) {
  std::vector<base::Integer> parts(weights.size());
  if (weights.empty()) return parts;
  std::vector<base::Integer> whole = wholeWeights(weights);
  base::Integer sum = std::accumulate(whole.begin(), whole.end(), base::Integer(0));
  if (sum == 0) {
    const auto first = std::find_if(whole.begin(), whole.end(), [](const base::Integer& w) { return w != 0; });
    parts[first == whole.end() ? 0 : static_cast<size_t>(first - whole.begin())] = total;
    return parts;
  }
  // With the sum positive, floor division leaves remainders in 0..sum-1.
  if (sum < 0) {
    sum = -sum;
    for (base::Integer& weight : whole) weight = -weight;
  }
  std::vector<base::Integer> remainders(whole.size());
  base::Integer left = total;
  for (size_t i = 0; i < whole.size(); ++i) {
    const base::Integer product = total * whole[i];
    mpz_fdiv_qr(parts[i].get_mpz_t(), remainders[i].get_mpz_t(), product.get_mpz_t(), sum.get_mpz_t());
    left -= parts[i];
  }
  std::vector<size_t> order(whole.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return remainders[a] > remainders[b]; });
  // What is left is the sum of the remainders over `sum`: less than the number of
  // non-zero remainders, so a part of weight zero is never reached.
  SMCOST_CHECK(left >= 0 && left <= order.size(), "the remainders do not add up");
  for (size_t i = 0; i < left.get_ui(); ++i) parts[order[i]] += 1;
  return parts;
}

}  // namespace smcost::runtime
