// The best point of a space, and where two figures are equal.
#pragma once

#include <chrono>
#include <optional>
#include <utility>

#include "compiler/questions/bill_function.h"

namespace smcost::questions {

enum class Wants : uint8_t { least, greatest };

// Beyond it no space is searched, by whatever way.
inline constexpr uint64_t kMostSearched = 1'000'000'000'000'000'000;

struct SearchLimits {
  std::optional<std::chrono::steady_clock::time_point> until;   // then the search ends with what is known
  std::optional<uint64_t> most_boxes;        // that are looked at
  uint64_t all_up_to = kBlock;               // points that are all looked at, rather than to prove anything of them
  uint64_t leaf = 64;                        // points of a box that are looked at, rather than to cut it
};

// What is best is proved to be, unless it was stopped.
struct Search {
  enum class Stopped : uint8_t { no, by_time, by_room, by_wish } stopped = Stopped::no;
  std::optional<uint64_t> best;              // of equally good ones the first; none: no point meets all conditions
  std::vector<base::Rational> figures;       // there
  uint64_t points = 0;                       // that were looked at
  std::vector<std::string> reasons;          // of those that failed
  Made made;
  // All points were looked at, and are counted; else boxes of them were, and what is told of conditions is whether any
  // point may meet them.
  bool looked_at_all = true;
  uint64_t failed = 0;                       // without a bill
  uint64_t fitting = 0;                      // that meet all conditions
  std::vector<uint64_t> meeting;             // per condition: points that meet it
  uint64_t boxes = 0;
  std::vector<bool> may_hold;                // per condition
  std::optional<base::Rational> bound;       // of a search that was stopped: nothing is better; none: nothing is known of it
};

// The first figure is wanted least or greatest, where all others, which are conditions, hold. Points beyond kMostSearched are
// no matter of this.
Search search(BillFunction& function, const Space& space, Wants wants, const SearchLimits& limits = {});

bool isBetter(const base::Rational& one, const base::Rational& other, Wants wants);
// Takes a point, which is row `row` of the answers, into account.
void note(Search& search, const Answers& answers, size_t row, uint64_t point, Wants wants);

// Where two figures of one number are equal.
struct Crossing {
  enum class Kind : uint8_t { exact, jump, none, failed, stopped } kind = Kind::none;
  base::Rational at;                         // exact: they are equal there
  base::Rational low, high;                  // jump: which is the greater changes between them, which lie as close as was looked
  base::Rational at_low, at_high;            // the first less the second at the ends
  std::string reason;                        // failed
};

// Of a function of one variable and two figures, between two of its values. Exactly: what is a straight line between two points is solved in
// fractions, and the bill at the solution is worked out again. Where an end has no bill, or both have figures that differ the same way, it
// is looked for between points that lie evenly.
Crossing findCrossing(BillFunction& function, const base::Rational& low, const base::Rational& high);

}  // namespace smcost::questions
