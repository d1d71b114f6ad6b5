// The best point of a space, and where two figures are equal.
#pragma once

#include <optional>
#include <utility>

#include "compiler/questions/bill_function.h"

namespace smcost::questions {

enum class Wants : uint8_t { least, greatest };

// All points were looked at, so what is best is proved to be.
struct Search {
  std::optional<uint64_t> best;              // of equally good ones the first; none: no point meets all conditions
  std::vector<base::Rational> figures;       // there
  uint64_t points = 0;
  bool is_stopped = false;                   // somebody wished so: the best of those looked at, and no proof
  uint64_t failed = 0;                       // without a bill
  uint64_t fitting = 0;                      // that meet all conditions
  std::vector<uint64_t> meeting;             // per condition: points that meet it
  std::vector<std::string> reasons;          // of those that failed
  Made made;
};

// The first figure is wanted least or greatest, where all others, which are conditions, hold.
Search search(BillFunction& function, const Space& space, Wants wants);

// Where two figures of one number are equal.
struct Crossing {
  enum class Kind : uint8_t { exact, jump, none, failed, stopped } kind = Kind::none;
  base::Rational at;                         // exact: they are equal there
  base::Rational low, high;                  // jump: which is the greater changes between them, which lie as close as was looked
  base::Rational at_low, at_high;            // the first less the second at the ends
  std::string reason;                        // failed
};

// Of a function of one variable and two figures, between two of its values. Exactly: what is a straight line between two points is solved in
// fractions, and the bill at the solution is worked out again.
Crossing findCrossing(BillFunction& function, const base::Rational& low, const base::Rational& high);

}  // namespace smcost::questions
