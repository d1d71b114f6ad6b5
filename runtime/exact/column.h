// What a kernel gives back: a column of exact numbers. Integers at one scale in fixed
// width limbs when the engine proved a width, GMP rationals otherwise. Nobody above
// `runtime/exact` can see which.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "lang/base/rational.h"

namespace smcost::runtime {

// value = limbs * scale, or num/den * scale. Little-endian two's complement, `width` bits a cell.
struct FixedColumn {
  base::Rational scale{1};
  uint32_t width = 64;               // 64, 128 or 256
  std::vector<uint64_t> limbs;       // rows * width / 64
  uint32_t den_width = 0;            // 0: no denominators
  std::vector<uint64_t> den_limbs;
};

class ResultColumn {
 public:
  ResultColumn() = default;
  explicit ResultColumn(FixedColumn fixed) : data_(std::move(fixed)) {}
  explicit ResultColumn(std::vector<base::Rational> values) : data_(std::move(values)) {}

  size_t size() const;
  base::Rational value(size_t row) const;
  bool isZero(size_t row) const;
  int sign(size_t row) const;
  // Exact sum of all rows.
  base::Rational sum() const;
  // Exact sums by group: `group[row]` in 0..groups-1; rows with UINT32_MAX are left out.
  std::vector<base::Rational> sumByGroup(const std::vector<uint32_t>& group, size_t groups) const;

 private:
  std::variant<std::vector<base::Rational>, FixedColumn> data_;
};

}  // namespace smcost::runtime
