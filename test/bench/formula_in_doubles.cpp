#include "test/bench/formula_in_doubles.h"

#include <cmath>

#include "test/bench/formula.h"

namespace smcost::bench {

namespace {

struct Double {
  double value;

  friend Double operator+(Double a, Double b) { return {a.value + b.value}; }
  friend Double operator-(Double a, Double b) { return {a.value - b.value}; }
  friend Double operator*(Double a, Double b) { return {a.value * b.value}; }
  friend Double min(Double a, Double b) { return a.value < b.value ? a : b; }
  friend Double max(Double a, Double b) { return a.value > b.value ? a : b; }
  friend Double roundUp(Double x) { return {std::ceil(x.value)}; }
  friend Double ifGreater(Double a, Double b, Double x, Double y) { return a.value > b.value ? x : y; }
};

}  // namespace

void formulaInDoubles(const double* __restrict instances, const double* __restrict hours, const double* __restrict gigabytes, const double* __restrict requests,
                      double* __restrict out, size_t rows) {
  const auto number = [](long a, long b) { return Double{static_cast<double>(a) / static_cast<double>(b)}; };
  for (size_t i = 0; i < rows; ++i) {
    out[i] = formula(Double{instances[i]}, Double{hours[i]}, Double{gigabytes[i]}, Double{requests[i]}, number).value;
  }
}

}  // namespace smcost::bench
