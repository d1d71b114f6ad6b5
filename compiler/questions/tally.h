// What is kept of all points of a space: extremes, sums, how many have no bill. Points themselves are not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/bill_function.h"

namespace smcost::questions {

// Of one figure, over the points at which other figures, which are conditions, hold.
struct Kept {
  size_t figure = 0;
  std::vector<size_t> where;
  bool least = false, greatest = false, sum = false;
};

struct Extreme {
  uint64_t point = 0;        // of equal ones the first
  base::Rational figure;
};

struct Tallied {
  std::optional<Extreme> least, greatest;
  base::Rational sum = 0;
};

// Of these the better one: the least or the greatest, of equal ones the first.
void keep(std::optional<Extreme>& best, const std::optional<Extreme>& other, bool is_least);

// Of the points without a bill.
struct Reason {
  std::string text;
  uint64_t points = 0, first = 0;
};

struct Tally {
  std::vector<Tallied> kept;               // as asked for
  uint64_t points = 0;                     // looked at
  std::vector<Reason> reasons;             // by their first point
  uint64_t in_lanes = 0;                   // of the points, by kernels of machine integers; the others in rationals
  bool is_stopped = false;                 // somebody wished so: not all points were looked at

  uint64_t failed() const {
    uint64_t failed = 0;
    for (const Reason& reason : reasons) failed += reason.points;
    return failed;
  }
};

// The same for any number of threads, bit for bit what BillFunction::at says of each point.
Tally tally(BillFunction& function, const Space& space, const std::vector<Kept>& kept, unsigned threads);

}  // namespace smcost::questions
