#include "compiler/sweep/rows.h"

#include <algorithm>
#include <utility>

namespace smcost::sweep {

namespace {

constexpr int64_t kLargest = int64_t{1} << 62;

std::optional<int64_t> multipleOf(const base::Rational& scale, const base::Rational& value) {
  const base::Integer count = base::Rational(value / scale).get_num();
  if (count >= kLargest || count <= -kLargest) return std::nullopt;
  return count.get_si();
}

}  // namespace

lower::ColumnFacts Axis::facts() const {
  if (listed.empty()) {
    const int64_t last = at(count - 1);
    return {scale, {std::min(first, last), std::max(first, last)}};
  }
  const auto [least, greatest] = std::minmax_element(listed.begin(), listed.end());
  return {scale, {*least, *greatest}};
}

std::optional<Axis> steppedAxis(const base::Rational& first, const base::Rational& step, uint64_t count) {
  Axis axis;
  axis.scale = base::gcd(first, count > 1 ? step : base::Rational(0));
  axis.count = count;
  const auto begin = multipleOf(axis.scale, first), by = multipleOf(axis.scale, count > 1 ? step : base::Rational(0));
  const base::Rational last = first + step * base::Rational(base::Integer(count - 1));
  if (!begin || !by || !multipleOf(axis.scale, last)) return std::nullopt;
  axis.first = *begin;
  axis.step = *by;
  return axis;
}

std::optional<Axis> listedAxis(const std::vector<base::Rational>& values) {
  Axis axis;
  axis.scale = 0;
  for (const base::Rational& value : values) {
    if (sgn(value) != 0) axis.scale = sgn(axis.scale) == 0 ? base::Rational(abs(value)) : base::gcd(axis.scale, value);
  }
  if (sgn(axis.scale) == 0) axis.scale = 1;
  axis.count = values.size();
  for (const base::Rational& value : values) {
    const auto count = multipleOf(axis.scale, value);
    if (!count) return std::nullopt;
    axis.listed.push_back(*count);
  }
  return axis;
}

Product::Product(uint32_t first, std::vector<Axis> axes) : first_(first), axes_(std::move(axes)), stride_(axes_.size()) {
  for (size_t i = axes_.size(); i-- > 0;) {
    stride_[i] = size_;
    size_ *= axes_[i].count;
  }
}

void Product::fill(uint64_t begin, uint64_t end, const std::vector<int64_t*>& columns) const {
  for (size_t i = 0; i < axes_.size(); ++i) {
    int64_t* const column = columns[first_ + i];
    if (column == nullptr) continue;
    const Axis& axis = axes_[i];
    uint64_t index = begin / stride_[i] % axis.count, until = stride_[i] - begin % stride_[i];
    for (uint64_t row = 0; row < end - begin;) {
      const uint64_t stop = std::min(end - begin, row + until);
      std::fill(column + row, column + stop, axis.at(index));
      row = stop;
      until = stride_[i];
      if (++index == axis.count) index = 0;
    }
  }
}

}  // namespace smcost::sweep
