// Values of params, row by row, made on the fly: integers at a scale for each param.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/lower/columns.h"

namespace smcost::sweep {

// What one param takes.
struct Axis {
  base::Rational scale{1};
  int64_t first = 0, step = 0;      // where nothing is listed
  std::vector<int64_t> listed;
  uint64_t count = 1;

  int64_t at(uint64_t index) const { return listed.empty() ? first + step * static_cast<int64_t>(index) : listed[index]; }
  lower::ColumnFacts facts() const;
};

// None when a value leaves 62 bits at the common scale. `count` and the list are not empty.
std::optional<Axis> steppedAxis(const base::Rational& first, const base::Rational& step, uint64_t count);
std::optional<Axis> listedAxis(const std::vector<base::Rational>& values);

// Rows may be filled by as many at once, beyond the last one too: columns have room for them.
inline constexpr uint64_t kRowsTogether = 32;

class Rows {
 public:
  virtual ~Rows() = default;
  virtual uint64_t size() const = 0;
  // Rows begin..end-1 of each param that has a column; those without belong to other rows, or nobody reads them. From any thread.
  virtual void fill(uint64_t begin, uint64_t end, const std::vector<int64_t*>& columns) const = 0;
};

// All points of some axes, those of the last one behind each other.
class Product final : public Rows {
 public:
  // Params first..first + axes - 1.
  Product(uint32_t first, std::vector<Axis> axes);

  uint64_t size() const override { return size_; }
  void fill(uint64_t begin, uint64_t end, const std::vector<int64_t*>& columns) const override;

 private:
  uint32_t first_;
  std::vector<Axis> axes_;
  std::vector<uint64_t> stride_;   // per axis: points until it goes on
  uint64_t size_ = 1;
};

}  // namespace smcost::sweep
