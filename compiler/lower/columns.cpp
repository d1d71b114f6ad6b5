#include "compiler/lower/columns.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/lower/int128.h"
#include "compiler/lower/intervals.h"
#include "lang/base/check.h"

namespace smcost::lower {

namespace {

// The multipliers that bring each scale used in a column to the common one.
struct Alignment {
  base::Rational scale;
  std::vector<base::Integer> multipliers;  // by scale id; 0 when unused
  std::vector<int64_t> small;              // the same where they fit
  bool all_small = true;
};

// The gcd of the scales in use, not of the figures: a changed digit keeps the code.
Alignment align(const program::CellStore& cells, const std::vector<program::Cell>& column) {
  std::vector<uint8_t> used(cells.scaleCount(), 0);
  bool big = false;
  for (const program::Cell cell : column) {
    used[cell.scale] = 1;
    big |= cell.big != 0;
  }
  Alignment result;
  for (uint32_t id = 0; id < used.size(); ++id) {
    if (used[id]) result.scale = base::gcd(result.scale, cells.scaleValue(id));
  }
  result.multipliers.resize(used.size());
  result.small.resize(used.size(), 0);
  result.all_small = !big;
  for (uint32_t id = 0; id < used.size(); ++id) {
    if (!used[id]) continue;
    const base::Rational multiplier = cells.scaleValue(id) / result.scale;
    SMCOST_CHECK(multiplier.get_den() == 1, "the common scale divides every scale");
    result.multipliers[id] = multiplier.get_num();
    if (result.multipliers[id].fits_slong_p()) {
      result.small[id] = result.multipliers[id].get_si();
    } else {
      result.all_small = false;
    }
  }
  return result;
}

// Mantissa and multiplier of 64 bits each: the product has at most 127.
BoundColumn bindSmall(const Alignment& alignment, const std::vector<program::Cell>& column) {
  const auto integer = [&alignment](program::Cell cell) {
    return Int128{cell.mantissa} * alignment.small[cell.scale];
  };
  Int128 lo = integer(column.front()), hi = lo;
  for (const program::Cell cell : column) {
    const Int128 value = integer(cell);
    lo = std::min(lo, value);
    hi = std::max(hi, value);
  }
  BoundColumn bound;
  bound.facts = {alignment.scale, {integerOf(lo), integerOf(hi)}};
  bound.width = widthOf(bound.facts.range).value();
  const size_t limbs = bound.width / 64;
  bound.limbs.resize(column.size() * limbs);
  for (size_t row = 0; row < column.size(); ++row) {
    const Int128 value = integer(column[row]);
    bound.limbs[row * limbs] = static_cast<uint64_t>(value);
    if (limbs == 2) bound.limbs[row * 2 + 1] = static_cast<uint64_t>(value >> 64);
  }
  return bound;
}

std::optional<BoundColumn> bindLarge(const program::CellStore& cells, const Alignment& alignment,
                                     const std::vector<program::Cell>& column) {
  const auto integer = [&](program::Cell cell) {
    return base::Integer(cells.mantissa(cell) * alignment.multipliers[cell.scale]);
  };
  BoundColumn bound;
  Interval& range = bound.facts.range;
  bound.facts.scale = alignment.scale;
  range.lo = range.hi = integer(column.front());
  for (const program::Cell cell : column) {
    const base::Integer value = integer(cell);
    if (value < range.lo) range.lo = value;
    if (value > range.hi) range.hi = value;
  }
  const std::optional<uint32_t> width = widthOf(range);
  if (!width) return std::nullopt;
  bound.width = *width;
  bound.limbs.resize(column.size() * (bound.width / 64));
  for (size_t row = 0; row < column.size(); ++row) {
    storeInteger(integer(column[row]), bound.width, bound.limbs.data() + row * (bound.width / 64));
  }
  return bound;
}

}  // namespace

void storeInteger(const base::Integer& value, uint32_t width, uint64_t* limbs) {
  const size_t count = width / 64;
  // The complement of minus x minus one has the bits of x.
  const bool negative = sgn(value) < 0;
  const base::Integer magnitude = negative ? base::Integer(-value - 1) : value;
  std::fill_n(limbs, count, 0);
  SMCOST_CHECK(mpz_sizeinbase(magnitude.get_mpz_t(), 2) < width, "the width is proved to hold the value");
  mpz_export(limbs, nullptr, -1, sizeof(uint64_t), 0, 0, magnitude.get_mpz_t());
  if (!negative) return;
  for (size_t i = 0; i < count; ++i) limbs[i] = ~limbs[i];
}

std::optional<BoundColumn> bindColumn(const program::CellStore& cells, const std::vector<program::Cell>& column) {
  SMCOST_CHECK(!column.empty(), "an empty table has no facts");
  const Alignment alignment = align(cells, column);
  if (alignment.all_small) return bindSmall(alignment, column);
  return bindLarge(cells, alignment, column);
}

}  // namespace smcost::lower
