// The change between two bills, split by its reasons. Every part is exact.
//
// A bill follows from four factors: its statements, its prices, its calendar, its agreements. Structure comes
// first and last: lines that only the first bill has go, at the end those that only the second has
// come, each with what that does to the others in tiers, allowances and plans. Between, of the
// lines that both have, each factor changes from one bill's to the other's; what it contributes is
// the mean over all orders in which they can change (its Shapley value). So the parts add up, and
// exchanging the bills negates each.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "runtime/difference/lines.h"

namespace smcost::runtime {

struct Parts {
  base::Rational price = 0, quantity = 0, structure = 0, calendar = 0, agreements = 0;

  base::Rational sum() const { return price + quantity + structure + calendar + agreements; }
  bool areZero() const { return price == 0 && quantity == 0 && structure == 0 && calendar == 0 && agreements == 0; }
  Parts& operator+=(const Parts& other);
};

// The parts by name, in the order in which they are shown.
struct NamedPart {
  const char* name;
  base::Rational Parts::*amount;
};
inline constexpr std::array<NamedPart, 5> kParts = {{{"price", &Parts::price},
                                                     {"quantity", &Parts::quantity},
                                                     {"structure", &Parts::structure},
                                                     {"calendar", &Parts::calendar},
                                                     {"agreements", &Parts::agreements}}};

struct LineChange {
  LineName name;
  std::optional<base::Rational> before, after;  // none: that bill has no such line
  Parts parts;

  base::Rational change() const { return after.value_or(0) - before.value_or(0); }
};

struct Difference {
  std::vector<LineChange> lines;  // those with a change, the largest first
  size_t unchanged = 0;
  Parts parts;
  bool has_agreements = false;  // one of the bills is under one that speaks of prices
  base::Rational rounding = 0;  // what the invoices' rounding adds to the change of the totals
  // Parts that could not be told from quantity, and why.
  struct Merged {
    std::string part, reason;
  };
  std::vector<Merged> merged;
};

// Factors as bits: set where a bill between the two has the second bill's.
inline constexpr unsigned kStatements = 1, kPrices = 2, kCalendar = 4, kAgreements = 8;

// The bills between the two.
struct BillsBetween {
  LineCosts before, after;           // the two bills themselves
  std::vector<bool> kept;            // by line number: both have it
  std::array<LineCosts, 16> of_kept;  // bills of the lines kept, by factors
  // Bits of the factors that change by themselves; others change with the statements, and only
  // the bills that are then possible are there.
  unsigned factors = kStatements;
};

// Fills lines, unchanged and parts.
Difference split(const Lines& lines, const BillsBetween& bills);

}  // namespace smcost::runtime
