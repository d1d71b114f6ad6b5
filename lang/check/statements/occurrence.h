// The months in which a statement happens, and where.
#pragma once

#include "lang/check/statements/statements.h"

namespace smcost::check {

// When a statement happens.
struct Occurrence {
  enum class Kind : uint8_t { every_month, only_in, from, on } kind = Kind::every_month;
  bool is_billed = true;   // it happens in the billed month
  bool begins = false;     // that is its first: `from` says so, `only in` picks months of what is always there
  std::string value;       // "2025-04", "2025-03-14"
  uint32_t from_day = 0;   // unless every month: the first of its days, of `from` and `only in`
  ast::NodeId day_set;     // of `on`
  calendar::Period month;  // unless every month: the first in which it happens
  Span span;
};
// With which days a statement may begin: only a commitment's term begins inside a month.
enum class Begins : uint8_t { with_a_month, on_a_day };
// Takes the items that say it from the phrase; none with its error reported. Which days and months these are is not read yet.
std::optional<Occurrence> takeWords(Statements& cx, const ast::File& file, std::vector<ast::NodeId>& items, Begins begins);
// The same, and reads them.
std::optional<Occurrence> takeOccurrence(Statements& cx, const ast::File& file, std::vector<ast::NodeId>& items, Begins begins);
// dates.cpp: whether the dates on which a statement runs lie in other months; false with its error reported.
bool takeDates(Statements& cx, const Env& env, const Workload& workload, const std::vector<ast::NodeId>& items,
               const std::vector<FieldSet>* sets, Occurrence& when);
// The region that a statement names for itself; none: it is in the bill's.
struct Place {
  base::NameId region;
  Span span;
};
// Takes the items that name it from the phrase; none with its error reported.
std::optional<Place> takePlace(Statements& cx, const ast::File& file, std::vector<ast::NodeId>& items);

}  // namespace smcost::check
