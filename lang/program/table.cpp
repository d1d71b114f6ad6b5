#include "lang/program/table.h"

#include "lang/base/check.h"

namespace smcost::program {

ScaleId CellStore::scale(const base::Rational& positive) {
  SMCOST_CHECK(sgn(positive) > 0, "a scale is positive");
  // All that are known are in lowest terms.
  if (const ScaleId* known = ids_.find(positive)) return *known;
  base::Rational lowest = positive;
  lowest.canonicalize();
  const auto [id, added] = ids_.add(lowest, ScaleId{static_cast<uint32_t>(scales_.size())});
  if (added) {
    SMCOST_CHECK(scales_.size() < (size_t{1} << 31), "a cell has 31 bits for its scale");
    scales_.push_back(std::move(lowest));
  }
  return *id;
}

Cell CellStore::cell(const base::Integer& mantissa, ScaleId scale) {
  Cell cell;
  cell.scale = scale.value & 0x7FFFFFFFU;
  if (mantissa.fits_slong_p()) {
    cell.mantissa = mantissa.get_si();
    return cell;
  }
  cell.big = 1;
  cell.mantissa = static_cast<int64_t>(bigs_.size());
  bigs_.push_back(mantissa);
  return cell;
}

Cell CellStore::cell(const base::Rational& value) {
  base::Rational lowest = value;
  lowest.canonicalize();
  return cell(lowest.get_num(), scale(base::Rational(1, lowest.get_den())));
}

base::Integer CellStore::mantissa(Cell cell) const {
  if (cell.big) return bigs_[static_cast<size_t>(cell.mantissa)];
  return base::Integer(static_cast<long>(cell.mantissa));
}

base::Rational CellStore::value(Cell cell) const {
  return base::Rational(mantissa(cell)) * scales_[cell.scale];
}

}  // namespace smcost::program
