#include "runtime/exact/column.h"

#include <array>
#include <cstring>

#include "lang/base/check.h"

namespace smcost::runtime {

namespace {

// A sum of up to 2^64 cells of 256 bits fits in five limbs.
constexpr size_t kSumLimbs = 5;
using SumLimbs = std::array<uint64_t, kSumLimbs>;

uint64_t signExtension(uint64_t top) { return (top >> 63) != 0 ? ~uint64_t{0} : 0; }

void addTo(SumLimbs& sum, const uint64_t* cell, size_t limbs) {
  const uint64_t extension = signExtension(cell[limbs - 1]);
  unsigned carry = 0;
  for (size_t i = 0; i < kSumLimbs; ++i) {
    const uint64_t added = i < limbs ? cell[i] : extension;
    const uint64_t part = sum[i] + added;
    const unsigned first = part < added ? 1 : 0;
    sum[i] = part + carry;
    carry = first + (sum[i] < part ? 1 : 0);
  }
}

base::Integer integerOf(const uint64_t* cell, size_t limbs) {
  const bool negative = (cell[limbs - 1] >> 63) != 0;
  std::array<uint64_t, kSumLimbs> magnitude{};
  // Minus x is the complement of x, plus one.
  unsigned carry = negative ? 1 : 0;
  for (size_t i = 0; i < limbs; ++i) {
    magnitude[i] = (negative ? ~cell[i] : cell[i]) + carry;
    if (magnitude[i] != 0) carry = 0;
  }
  base::Integer result;
  mpz_import(result.get_mpz_t(), limbs, -1, sizeof(uint64_t), 0, 0, magnitude.data());
  return negative ? base::Integer(-result) : result;
}

const uint64_t* cellOf(const std::vector<uint64_t>& limbs, uint32_t width, size_t row) {
  return limbs.data() + row * (width / 64);
}

base::Rational valueOf(const FixedColumn& column, size_t row) {
  base::Rational value(integerOf(cellOf(column.limbs, column.width, row), column.width / 64));
  value *= column.scale;
  if (column.den_width != 0) {
    value /= base::Rational(integerOf(cellOf(column.den_limbs, column.den_width, row), column.den_width / 64));
  }
  return value;
}

bool sums(const FixedColumn& column) { return column.den_width == 0; }

}  // namespace

size_t ResultColumn::size() const {
  if (const auto* fixed = std::get_if<FixedColumn>(&data_)) return fixed->limbs.size() / (fixed->width / 64);
  return std::get<0>(data_).size();
}

base::Rational ResultColumn::value(size_t row) const {
  SMCOST_CHECK(row < size(), "a row outside the column");
  if (const auto* fixed = std::get_if<FixedColumn>(&data_)) return valueOf(*fixed, row);
  return std::get<0>(data_)[row];
}

bool ResultColumn::isZero(size_t row) const { return sign(row) == 0; }

int ResultColumn::sign(size_t row) const {
  SMCOST_CHECK(row < size(), "a row outside the column");
  const auto* fixed = std::get_if<FixedColumn>(&data_);
  if (fixed == nullptr) return sgn(std::get<0>(data_)[row]);
  // Scales and denominators are positive.
  const size_t limbs = fixed->width / 64;
  const uint64_t* cell = cellOf(fixed->limbs, fixed->width, row);
  if ((cell[limbs - 1] >> 63) != 0) return -1;
  for (size_t i = 0; i < limbs; ++i) {
    if (cell[i] != 0) return 1;
  }
  return 0;
}

base::Rational ResultColumn::sum() const {
  const std::vector<uint32_t> group(size(), 0);
  return sumByGroup(group, 1)[0];
}

std::vector<base::Rational> ResultColumn::sumByGroup(const std::vector<uint32_t>& group, size_t groups) const {
  SMCOST_CHECK(group.size() == size(), "one group for each row");
  std::vector<base::Rational> result(groups);
  const auto* fixed = std::get_if<FixedColumn>(&data_);
  if (fixed == nullptr || !sums(*fixed)) {
    for (size_t row = 0; row < group.size(); ++row) {
      if (group[row] != UINT32_MAX) result[group[row]] += value(row);
    }
    return result;
  }
  std::vector<SumLimbs> sums(groups, SumLimbs{});
  const size_t limbs = fixed->width / 64;
  for (size_t row = 0; row < group.size(); ++row) {
    if (group[row] != UINT32_MAX) addTo(sums[group[row]], fixed->limbs.data() + row * limbs, limbs);
  }
  for (size_t i = 0; i < groups; ++i) {
    result[i] = base::Rational(integerOf(sums[i].data(), kSumLimbs)) * fixed->scale;
  }
  return result;
}

}  // namespace smcost::runtime
