// One thread's memory for running kernels: blocks of outer rows, runs of inner ones, and what comes out.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/lower/int128.h"
#include "compiler/sweep/kernels.h"

namespace smcost::sweep {

using lower::Int128;

class Frame {
 public:
  explicit Frame(Kernels& kernels);

  // Rows begin..end-1, at most kRun of them: columns are filled and their terms computed.
  void enterOuter(uint64_t begin, uint64_t end);
  void enterInner(uint64_t begin, uint64_t end);
  // In place of both, where no param is outer: columns of all params, with room for whole lanes behind the rows. They stay where they are until the
  // next rows are entered.
  void enterColumns(const std::vector<std::vector<int64_t>>& columns, uint64_t rows);
  uint64_t outerRows() const { return outer_.rows; }
  uint64_t innerRows() const { return inner_.rows; }

  // Keeps what is asked of the first inner rows, as many as fill the lanes, at one of the outer rows. `false`: one failed, nothing is worth anything.
  bool reduce(uint64_t outer_row);
  uint64_t reducedRows() const { return inner_.rows / kernels_.lanes() * kernels_.lanes(); }
  Int128 least(size_t slot) const;
  Int128 greatest(size_t slot) const;
  Int128 sum(size_t slot) const;
  // Computes all outputs at the inner rows from `first` on, a multiple of the lanes.
  void store(uint64_t outer_row, uint64_t first);

  // After it: of a slot of at most 128 bits; of any.
  Int128 integer(size_t slot, uint64_t row) const;
  base::Rational value(size_t slot, uint64_t row) const;
  // 0, or a site and one.
  uint32_t failure(uint64_t row) const { return sites_.empty() ? 0 : sites_[row]; }

 private:
  // Of outer or inner rows.
  struct Group {
    std::vector<std::vector<int64_t>> columns;     // per param; empty: not this group's
    std::vector<std::vector<uint64_t>> terms;      // per computed term
    std::vector<int64_t*> filled;
    uint64_t rows = 0;
  };
  // Where the code keeps something of a slot: at its width, a cell for each lane.
  struct Place {
    size_t slot = 0;
    enum class Of : uint8_t { least, greatest, low_sum, high_sum } of = Of::least;
    unsigned width = 64;
    std::vector<uint64_t> cells;
  };
  // A column of stored integers.
  struct Stored {
    unsigned width = 64, den_width = 0;
    std::vector<uint64_t> nums, dens;
  };

  void makeGroup(Group& group, bool is_outer, const lower::ZProgram& program);
  void enter(Group& group, const Rows& rows, lower::Kernel kernel, uint64_t begin, uint64_t end);
  void pointAt(uint64_t outer_row);
  void makePlaces();
  const Place& placeOf(size_t slot, Place::Of of) const;
  Int128 laneOf(const Place& place, unsigned lane) const;

  Kernels& kernels_;
  Group outer_, inner_;
  std::vector<const void*> columns_;   // of `both`
  std::vector<Place> places_;
  std::vector<Stored> stored_;         // per slot
  std::vector<uint32_t> sites_;        // per inner row; empty: nothing can fail
};

}  // namespace smcost::sweep
