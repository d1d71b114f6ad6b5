// What the owners in several bills come to, side by side: rows for tables, and JSON. Groups add up to each bill's total.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/report/amounts.h"
#include "runtime/report/changes/comparison.h"
#include "runtime/report/groups.h"

namespace smcost::runtime {

struct ComparedGroup {
  std::vector<GroupTag> tags;                          // of the groups around it, and its own as the last
  std::string title;
  std::vector<std::optional<base::Rational>> amounts;  // by bill; none: it has no statement of the group
  std::vector<ComparedGroup> inner;                    // by the next key; empty: there is none

  // Of two bills.
  base::Rational change() const { return amounts[1].value_or(0) - amounts[0].value_or(0); }
};

struct ComparedGroups {
  std::vector<std::string> keys;                       // the outermost first; empty: no bill is grouped
  std::vector<ComparedGroup> groups;

  // "by team, env"
  std::string title() const;
  // Each group behind those inside it.
  std::vector<const ComparedGroup*> rows() const;
};

// By the keys of the last bill that is grouped. In order of the first bill, then what only later ones have; those without a tag
// are the last inside each group.
ComparedGroups compareGroups(std::span<const ComparedBill> bills);

// Of two bills the amounts are called by these names, with a `change`; of more it is one list.
Json groupsJson(const ComparedGroups& groups, const std::vector<std::string>& names);
// What of payable is no statement's in these bills; null where none has a credit or a tax.
Json ofNoGroupJson(std::span<const ComparedBill> bills, const std::vector<std::string>& names);

}  // namespace smcost::runtime
