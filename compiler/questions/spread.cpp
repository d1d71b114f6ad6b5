#include "compiler/questions/spread.h"

#include <algorithm>

#include "compiler/questions/statistics.h"

namespace smcost::questions {

using base::Integer;
using base::Rational;

namespace {

// Figures count in steps of about 2^-32 of their deviation, so that all sums are of whole numbers.
constexpr long kStepBits = 32;

// Of a ratio of sums of x and v: what it and its error are made of.
struct Ratio {
  Integer x = 0, xx = 0, xv = 0;

  void add(const Integer& one, const Integer& variance) {
    x += one;
    xx += one * one;
    xv += one * variance;
  }
  void add(const Ratio& other) {
    x += other.x;
    xx += other.xx;
    xv += other.xv;
  }
};

struct Sums {
  uint64_t left_out = 0;
  Integer v = 0, vv = 0;
  std::vector<Ratio> first, total;   // per parameter

  explicit Sums(size_t parameters = 0) : first(parameters), total(parameters) {}
  void add(const Sums& other) {
    left_out += other.left_out;
    v += other.v;
    vv += other.vv;
    for (size_t i = 0; i < first.size(); ++i) first[i].add(other.first[i]);
    for (size_t i = 0; i < total.size(); ++i) total[i].add(other.total[i]);
  }
};

class Estimate {
 public:
  Estimate(const DrawnFunction& drawn_function, const Drawn& drawn, const Rational& mean, const Rational& deviation)
      : function_(drawn_function), drawn_(drawn), parameters_(drawn.count()) {
    const long size = static_cast<long>(mpz_sizeinbase(deviation.get_num_mpz_t(), 2)) - static_cast<long>(mpz_sizeinbase(deviation.get_den_mpz_t(), 2));
    shift_ = kStepBits - size;
    mean_ = scaled(mean);
  }

  // Pairs of one block: all its points are about kBlock.
  uint64_t pairsOfBlock() const { return (kBlock / (parameters_ + 2) / draws::kDrawsTogether + 1) * draws::kDrawsTogether; }

  Sums block(BillFunction& function, uint64_t begin, uint64_t end) const {
    const size_t pairs = end - begin;
    // A, then B, then each AB_i.
    std::vector<DrawnAnswers> sets;
    for (size_t set = 0; set < parameters_ + 2; ++set) {
      std::vector<bool> is_second(parameters_, set == 1);
      if (set > 1) is_second[set - 2] = true;
      sets.push_back(function_.at(function, begin, end, is_second));
    }
    Sums sums(parameters_);
    for (size_t pair = 0; pair < pairs; ++pair) add(sums, sets, pair);
    return sums;
  }

  Spread result(const Sums& sums, uint64_t pairs) const {
    Spread spread{pairs, sums.left_out, {}};
    const uint64_t count = pairs - sums.left_out;
    if (sums.v == 0 || count < 2) return spread;
    for (size_t i = 0; i < parameters_; ++i) {
      spread.shares.push_back({drawn_.name(i), index(sums.first[i], sums, count), index(sums.total[i], sums, count)});
    }
    return spread;
  }

 private:
  Integer scaled(const Rational& figure) const {
    Integer result;
    if (shift_ >= 0) result = figure.get_num() << static_cast<unsigned long>(shift_);
    else result = figure.get_num() >> static_cast<unsigned long>(-shift_);
    mpz_fdiv_q(result.get_mpz_t(), result.get_mpz_t(), figure.get_den_mpz_t());
    return result;
  }

  void add(Sums& sums, const std::vector<DrawnAnswers>& sets, size_t pair) const {
    for (const DrawnAnswers& set : sets) {
      if (set.failures[pair] == 0) continue;
      ++sums.left_out;
      return;
    }
    const auto figure = [&](size_t set) -> Integer { return scaled(sets[set].figures.front().value(pair)) - mean_; };
    const Integer a = figure(0), b = figure(1);
    // Twice what the formulas say, on both sides of the ratio.
    const Integer variance = a * a + b * b;
    sums.v += variance;
    sums.vv += variance * variance;
    for (size_t i = 0; i < parameters_; ++i) {
      const Integer way = figure(i + 2) - a;
      sums.first[i].add(2 * b * way, variance);
      sums.total[i].add(way * way, variance);
    }
  }

  // sum of (x - R v)^2 over (sum of v)^2: the variance of R = x / v.
  static Index index(const Ratio& ratio, const Sums& sums, uint64_t count) {
    const Rational share = Rational(ratio.x) / Rational(sums.v);
    const Rational squares = Rational(ratio.xx) - 2 * share * Rational(ratio.xv) + share * share * Rational(sums.vv);
    const Rational variance = squares / Rational(sums.v) / Rational(sums.v) * Rational(Integer(count)) / Rational(Integer(count - 1));
    return {rounded(share), roundedUp(kStandardErrors * rootUp(variance))};
  }

  const DrawnFunction& function_;
  const Drawn& drawn_;
  size_t parameters_;
  long shift_ = 0;
  Integer mean_;
};

}  // namespace

Spread spread(Workers& workers, const DrawnFunction& drawn_function, const Drawn& drawn, uint64_t pairs, const Rational& mean, const Rational& deviation) {
  const Estimate estimate(drawn_function, drawn, mean, deviation);
  Sums sums(drawn.count());
  const uint64_t size = estimate.pairsOfBlock();
  workers.run<Sums>(
      (pairs + size - 1) / size,
      [&](BillFunction& function, uint64_t block) { return estimate.block(function, block * size, std::min(pairs, (block + 1) * size)); },
      [&](Sums&& part) { sums.add(part); });
  return estimate.result(sums, pairs);
}

}  // namespace smcost::questions
