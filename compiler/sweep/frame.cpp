#include "compiler/sweep/frame.h"

#include <algorithm>
#include <limits>

#include "lang/base/check.h"
#include "runtime/exact/column.h"

namespace smcost::sweep {

namespace {

// A last run is filled up to whole lanes.
constexpr uint64_t kRows = kRun + kRowsTogether;

Int128 cellOf(const std::vector<uint64_t>& cells, unsigned width, uint64_t index) {
  if (width == 64) return static_cast<int64_t>(cells[index]);
  return static_cast<Int128>((static_cast<unsigned __int128>(cells[2 * index + 1]) << 64) | cells[2 * index]);
}

}  // namespace

Frame::Frame(Kernels& kernels) : kernels_(kernels), columns_(kernels.stages().terms.size()) {
  makeGroup(outer_, true, kernels.stages().outer);
  makeGroup(inner_, false, kernels.stages().inner);
  for (size_t i = 0; i < columns_.size(); ++i) {
    const lower::Term& term = kernels.stages().terms[i];
    if (term.is_outer) continue;
    columns_[i] = term.is_computed ? static_cast<const void*>(inner_.terms[term.index].data()) : inner_.columns[term.index].data();
  }
  makePlaces();
  for (size_t i = 0; i < kernels.slots().size(); ++i) {
    const lower::ZOutput& output = kernels.output(i);
    Stored& stored = stored_.emplace_back();
    stored.width = kernels.widthOf(output.num);
    stored.nums.resize(kRows * stored.width / 64);
    if (!output.den) continue;
    stored.den_width = kernels.widthOf(output.den);
    stored.dens.resize(kRows * stored.den_width / 64);
  }
  if (kernels.stages().both.failure) sites_.resize(kRows);
}

// Only what is read: by terms of the group, or by what needs both.
void Frame::makeGroup(Group& group, bool is_outer, const lower::ZProgram& program) {
  group.columns.resize(kernels_.domain().facts.size());
  for (const lower::ZNode& node : program.nodes) {
    if (node.op == lower::ZOp::col) group.columns[node.column].resize(kRows);
  }
  for (const lower::Term& term : kernels_.stages().terms) {
    if (term.is_outer == is_outer && !term.is_computed) group.columns[term.index].resize(kRows);
  }
  for (const lower::ZOutput& output : program.outputs) group.terms.emplace_back(kRows * program[output.num].width / 64);
  for (auto& column : group.columns) group.filled.push_back(column.empty() ? nullptr : column.data());
}

void Frame::enter(Group& group, const Rows& rows, lower::Kernel kernel, uint64_t begin, uint64_t end) {
  SMCOST_CHECK(begin < end && end - begin <= kRun, "a run has its length");
  group.rows = end - begin;
  rows.fill(begin, end, group.filled);
  const uint64_t filled = (group.rows + kernels_.lanes() - 1) / kernels_.lanes() * kernels_.lanes();
  for (auto& column : group.columns) {
    if (!column.empty()) std::fill(column.begin() + static_cast<ptrdiff_t>(group.rows), column.begin() + static_cast<ptrdiff_t>(filled), column[group.rows - 1]);
  }
  if (group.terms.empty()) return;
  std::vector<const void*> cols(group.filled.begin(), group.filled.end());
  std::vector<void*> outs;
  for (auto& term : group.terms) outs.push_back(term.data());
  kernel(cols.data(), outs.data(), nullptr, 0, static_cast<int64_t>(filled));
}

void Frame::enterOuter(uint64_t begin, uint64_t end) { enter(outer_, *kernels_.domain().outer, kernels_.outer(), begin, end); }
void Frame::enterInner(uint64_t begin, uint64_t end) { enter(inner_, *kernels_.domain().inner, kernels_.inner(), begin, end); }

void Frame::enterColumns(const std::vector<std::vector<int64_t>>& columns, uint64_t rows) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    const lower::Term& term = kernels_.stages().terms[i];
    SMCOST_CHECK(!term.is_outer && !term.is_computed, "where nothing is outer there are no terms but columns");
    columns_[i] = columns[term.index].data();
  }
  inner_.rows = rows;
}

void Frame::pointAt(uint64_t outer_row) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    const lower::Term& term = kernels_.stages().terms[i];
    if (!term.is_outer) continue;
    if (!term.is_computed) {
      columns_[i] = outer_.columns[term.index].data() + outer_row;
      continue;
    }
    const lower::ZProgram& program = kernels_.stages().outer;
    columns_[i] = outer_.terms[term.index].data() + outer_row * (program[program.outputs[term.index].num].width / 64);
  }
}

void Frame::makePlaces() {
  for (size_t i = 0; i < kernels_.slots().size(); ++i) {
    const Slot& slot = kernels_.slots()[i];
    if (!slot.is_reduced) continue;
    const unsigned width = kernels_.widthOf(kernels_.output(i).num);
    if (slot.keeps.least) places_.push_back({i, Place::Of::least, width, {}});
    if (slot.keeps.greatest) places_.push_back({i, Place::Of::greatest, width, {}});
    if (!slot.keeps.sum) continue;
    places_.push_back({i, Place::Of::low_sum, 64, {}});
    places_.push_back({i, Place::Of::high_sum, 64, {}});
  }
  for (Place& place : places_) place.cells.resize(kernels_.lanes() * place.width / 64);
}

bool Frame::reduce(uint64_t outer_row) {
  pointAt(outer_row);
  std::vector<void*> outs;
  size_t next = 0;
  for (size_t i = 0; i < kernels_.slots().size(); ++i) {
    if (!kernels_.slots()[i].is_reduced) {
      outs.push_back(stored_[i].nums.data());
      if (stored_[i].den_width != 0) outs.push_back(stored_[i].dens.data());
    }
    for (; next < places_.size() && places_[next].slot == i; ++next) {
      Place& place = places_[next];
      // The least and the greatest number of its width, and nothing.
      const uint64_t low = place.of == Place::Of::least ? UINT64_MAX : 0;
      const uint64_t high = place.of == Place::Of::least ? uint64_t{INT64_MAX} : place.of == Place::Of::greatest ? uint64_t{1} << 63 : 0;
      for (size_t k = 0; k < place.cells.size(); ++k) place.cells[k] = place.width == 64 || k % 2 == 1 ? high : low;
      outs.push_back(place.cells.data());
    }
  }
  return kernels_.reduced()(columns_.data(), outs.data(), nullptr, 0, static_cast<int64_t>(reducedRows())) == 0;
}

const Frame::Place& Frame::placeOf(size_t slot, Place::Of of) const {
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const Place& place) { return place.slot == slot && place.of == of; });
  SMCOST_CHECK(found != places_.end(), "only what is asked for is kept");
  return *found;
}

Int128 Frame::laneOf(const Place& place, unsigned lane) const { return cellOf(place.cells, place.width, lane); }

Int128 Frame::least(size_t slot) const {
  const Place& place = placeOf(slot, Place::Of::least);
  Int128 least = laneOf(place, 0);
  for (unsigned lane = 1; lane < kernels_.lanes(); ++lane) least = std::min(least, laneOf(place, lane));
  return least;
}

Int128 Frame::greatest(size_t slot) const {
  const Place& place = placeOf(slot, Place::Of::greatest);
  Int128 greatest = laneOf(place, 0);
  for (unsigned lane = 1; lane < kernels_.lanes(); ++lane) greatest = std::max(greatest, laneOf(place, lane));
  return greatest;
}

Int128 Frame::sum(size_t slot) const {
  const Place &low = placeOf(slot, Place::Of::low_sum), &high = placeOf(slot, Place::Of::high_sum);
  Int128 sum = 0;
  for (unsigned lane = 0; lane < kernels_.lanes(); ++lane) sum += laneOf(low, lane) + (laneOf(high, lane) << 32);
  return sum;
}

void Frame::store(uint64_t outer_row, uint64_t first) {
  pointAt(outer_row);
  std::vector<void*> outs;
  for (Stored& stored : stored_) {
    outs.push_back(stored.nums.data());
    if (stored.den_width != 0) outs.push_back(stored.dens.data());
  }
  const uint64_t filled = (inner_.rows + kernels_.lanes() - 1) / kernels_.lanes() * kernels_.lanes();
  kernels_.stored()(columns_.data(), outs.data(), sites_.data(), static_cast<int64_t>(first), static_cast<int64_t>(filled));
}

Int128 Frame::integer(size_t slot, uint64_t row) const { return cellOf(stored_[slot].nums, stored_[slot].width, row); }

base::Rational Frame::value(size_t slot, uint64_t row) const {
  const Stored& stored = stored_[slot];
  const auto cell = [row](const std::vector<uint64_t>& cells, unsigned width) {
    runtime::FixedColumn one;
    one.width = width;
    const auto begin = cells.begin() + static_cast<ptrdiff_t>(row * width / 64);
    one.limbs.assign(begin, begin + width / 64);
    return runtime::ResultColumn(std::move(one)).value(0);
  };
  const base::Rational value = cell(stored.nums, stored.width) * kernels_.output(slot).scale;
  return stored.den_width == 0 ? value : base::Rational(value / cell(stored.dens, stored.den_width));
}

}  // namespace smcost::sweep
