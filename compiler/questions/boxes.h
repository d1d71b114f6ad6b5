// Boxes of a space, and what is proved of them.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "compiler/questions/bill_function.h"
#include "compiler/total/bounds.h"

namespace smcost::questions {

// Of each axis its values from one on up to another, both included.
using IndexBox = std::vector<std::pair<uint64_t, uint64_t>>;

// Points in it; a space has fewer than 2^63.
uint64_t sizeOf(const IndexBox& box);
// The number that its first point has in the space, which comes before those of all its others.
uint64_t firstPoint(const Space& space, const IndexBox& box);
// A column for each axis, points in the order of the space.
std::vector<Column> columnsOf(const Space& space, const IndexBox& box);
// The numbers of these points in the space.
std::vector<uint64_t> pointsOf(const Space& space, const IndexBox& box);
// The least (greatest) number among these values of an axis, the first of equal ones.
uint64_t indexAtEnd(const Axis& axis, std::pair<uint64_t, uint64_t> range, bool is_least);
bool isOfNames(const Axis& axis);
// The axis with most values in it, of those that are not marked; none: none has two.
std::optional<size_t> widest(const IndexBox& box, const std::vector<bool>& without = {});
// Its first point alone.
IndexBox pointBox(const IndexBox& box);

// What is known of the figures over a box.
struct Proved {
  enum class What : uint8_t {
    bounds,    // of one program, which holds everywhere in the box
    refused,   // it has no bill anywhere
    split,     // not one program holds everywhere: the box has to be cut along `axis`
    unknown,   // no program is known that could hold
  } what = What::unknown;
  total::Bounds bounds;
  total::Box extents;
  const Piece* piece = nullptr;
  size_t axis = 0;
};

class BoxProver {
 public:
  BoxProver(const BillFunction& function, const Space& space) : function_(function), space_(space) {}

  // `known` holds everywhere in it, or is null.
  Proved over(const IndexBox& box, const Piece* known);

 private:
  struct Bounders {
    const Piece* piece;
    total::Bounder guards, figures;
  };
  total::Box extentsOf(const IndexBox& box) const;
  bool fits(const Piece& piece, const IndexBox& box, std::optional<size_t>& to_split) const;
  Bounders& boundersOf(const Piece& piece);

  const BillFunction& function_;
  const Space& space_;
  std::deque<Bounders> bounders_;
};

}  // namespace smcost::questions
