#include "runtime/draws/table.h"

#include <algorithm>

#include "lang/base/check.h"
#include "runtime/draws/quantiles.h"

namespace smcost::draws {

using base::Integer;
using base::Rational;
using program::Distribution;

namespace {

Table inSteps(const std::vector<Integer>& multiples, const Rational& step) {
  Table table;
  table.values.reserve(multiples.size());
  for (const Integer& multiple : multiples) table.values.emplace_back(Rational(multiple * step));
  return table;
}

// Each step from end to end is equally likely. Where they are too many, quantiles of that.
std::vector<Integer> uniformQuantiles(const Integer& low, const Integer& high) {
  const Integer count = high - low + 1;
  const uint32_t entries = count <= kQuantiles ? static_cast<uint32_t>(count.get_ui()) : kQuantiles;
  std::vector<Integer> all;
  for (uint32_t i = 0; i < entries; ++i) all.push_back(low + (2 * i + 1) * count / (2 * entries));
  return all;
}

Integer wholeOf(const Rational& number) {
  SMCOST_CHECK(base::isWhole(number), "the ends of a distribution that has ends lie on its steps");
  return number.get_num();
}

Table choiceOf(const Distribution& distribution) {
  Table table;
  for (size_t i = 0; i < distribution.values.size(); ++i) {
    table.values.insert(table.values.end(), distribution.weights[i], distribution.values[i]);
  }
  return table;
}

}  // namespace

std::optional<Table> tableOf(const Distribution& distribution) {
  using Kind = Distribution::Kind;
  if (distribution.kind == Kind::choice) return choiceOf(distribution);
  const Rational low = distribution.low / distribution.step, high = distribution.high / distribution.step;
  if (distribution.kind == Kind::uniform) return inSteps(uniformQuantiles(wholeOf(low), wholeOf(high)), distribution.step);
  if (distribution.kind == Kind::triangular) {
    return inSteps(triangularQuantiles(wholeOf(low), wholeOf(high), *distribution.peak / distribution.step), distribution.step);
  }
  const auto all = normalQuantiles(low, high, distribution.kind == Kind::lognormal ? Scale::logarithmic : Scale::linear);
  if (!all) return std::nullopt;
  return inSteps(*all, distribution.step);
}

std::optional<Rational> meanOf(const Table& table) {
  Rational sum;
  for (const program::ParameterValue& value : table.values) {
    const Rational* number = std::get_if<Rational>(&value);
    if (!number) return std::nullopt;
    sum += *number;
  }
  if (table.values.empty()) return std::nullopt;
  return Rational(sum / table.size());
}

}  // namespace smcost::draws
