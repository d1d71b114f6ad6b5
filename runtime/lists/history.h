// What one place of a book cost, over time. The tiers of a place hold together: they change, begin and end as one.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "runtime/book/text.h"

namespace smcost::lists {

// Days since 1970-01-01; the first and the last stand for no bound.
using Day = int64_t;
inline constexpr Day kEver = std::numeric_limits<Day>::min(), kOn = std::numeric_limits<Day>::max();

struct Ladder {
  Day from = kEver, until = kOn;             // [from, until)
  std::vector<book::Row> tiers;              // by where they begin; their dates are the ladder's

  bool meets(const Ladder& other) const { return from < other.until && other.from < until; }
};

class History {
 public:
  void clear() { ladders_.clear(); }
  bool empty() const { return ladders_.empty(); }
  // A row of a book. Of one place, in any order.
  void add(const book::Row& row);
  // Whether all the ladder's days cost that already. What is open asks what is open, since when ever.
  bool has(const Ladder& ladder) const;
  // What holds on some of the ladder's days, or ends since it begins.
  const Ladder* against(const Ladder& ladder) const;
  // From now on the ladder's days cost what it says. How many rows end before they would have, or are no more.
  size_t put(Ladder ladder);
  // What is open ends on that day. How many rows do.
  size_t end(Day day);
  // Whether what is open began on or behind that day.
  const std::vector<Ladder>& ladders() const { return ladders_; }

 private:
  void sort();

  std::vector<Ladder> ladders_;              // by their days
};

// Where a tier begins, by value.
bool beginsBefore(std::string_view a, std::string_view b);
bool isSamePrice(const book::Row& a, const book::Row& b);

}  // namespace smcost::lists
