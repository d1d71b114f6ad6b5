// Clock times as a schedule says them. Private to the room.
#pragma once

#include <optional>
#include <string>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

// The clock times of a schedule, and on which clocks they are read.
struct Clocks {
  calendar::ClockRange range;
  std::string zone;  // empty: UTC

  // A time of the clocks as one of UTC.
  int64_t utc(Expressions& cx, int64_t local) const;
};

// None with its error reported.
std::optional<Clocks> readClocks(Expressions& cx, const ast::File& file, ast::NodeId node);
// `9:00`, `9h` as seconds of its day; none: it is no such time.
std::optional<int> readClockTime(Expressions& cx, const ast::File& file, ast::NodeId node);
// Of pairs of a number and its unit, which fall: `1h30min`. None: it is no time.
std::optional<base::Rational> timeOf(Expressions& cx, const ast::File& file, const ast::NodeId* begin, const ast::NodeId* end);
// The `clocks` of a schedule that says nothing else.
ast::NodeId clocksAlone(const ast::File& file, ast::NodeId node);

}  // namespace smcost::check
