// Rows of arguments for a shape: columns of cells. A cell is a mantissa and the scale
// its text was written in, so that a column's common scale is found without looking at
// figures (`0.96 USD/h` is 96 at 1/(100*3600)).
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "lang/base/layered.h"
#include "lang/base/rational.h"
#include "lang/program/expr.h"

namespace smcost::program {

using ScaleId = base::Id<struct ScaleTag>;
using ShapeId = base::Id<struct ShapeTag>;

// value = mantissa * scale; when `big`, mantissa indexes CellStore's big integers.
struct Cell {
  int64_t mantissa = 0;
  uint32_t scale : 31 = 0;
  uint32_t big : 1 = 0;

  bool operator==(const Cell& other) const {
    return mantissa == other.mantissa && scale == other.scale && big == other.big;
  }
};

class CellStore {
 public:
  CellStore() = default;
  // Goes on from a frozen one, which must outlive it.
  explicit CellStore(const CellStore* below)
      : scales_(below ? &below->scales_ : nullptr), ids_(below ? &below->ids_ : nullptr), bigs_(below ? &below->bigs_ : nullptr) {}

  ScaleId scale(const base::Rational& positive);
  const base::Rational& scaleValue(uint32_t id) const { return scales_[id]; }
  size_t scaleCount() const { return scales_.size(); }

  // mantissa * scale with the mantissa in any size.
  Cell cell(const base::Integer& mantissa, ScaleId scale);
  // A computed value num/den: scale 1/den.
  Cell cell(const base::Rational& value);
  base::Rational value(Cell cell) const;
  base::Integer mantissa(Cell cell) const;

 private:
  base::Layered<base::Rational> scales_;
  base::LayeredMap<std::unordered_map<base::Rational, ScaleId, base::RationalHash>> ids_;
  base::Layered<base::Integer> bigs_;
};

struct Table {
  ShapeId shape;
  uint32_t rows = 0;
  std::vector<std::vector<Cell>> columns;  // one per shape param, each of `rows` cells
};

}  // namespace smcost::program
