// Lines of several programs under one numbering: what is the same line in two bills.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lang/program/program.h"
#include "runtime/bill/bill.h"

namespace smcost::runtime {

// Two bills have the same line when all five are equal. A statement may have several lines of
// one name; their money is added.
struct LineName {
  std::string workload;  // "api", "work#2"
  std::string line;      // "compute", "compute#2"
  std::string meter;
  std::string key;     // empty: the meter has none
  std::string region;  // that the statement names; empty: it is in the bill's

  auto operator<=>(const LineName&) const = default;
};

using LineNumber = uint32_t;

// Money by line number; none: the bill has no such line. Shorter than all lines: the rest has none.
using LineCosts = std::vector<std::optional<base::Rational>>;

class Lines {
 public:
  // The number of a line; a new name takes the next one.
  LineNumber number(const program::Program& program, program::UsageTableId table, uint32_t line, uint32_t row);
  const LineName& operator[](LineNumber number) const { return *names_[number]; }
  size_t size() const { return names_.size(); }

  // Marks the lines of what the program bills, by number.
  void mark(const program::Program& program, std::vector<bool>& marks);
  // Adds the bill's money to each of its lines.
  void addCosts(const Bill& bill, LineCosts& costs);

 private:
  std::map<LineName, LineNumber> numbers_;
  std::vector<const LineName*> names_;
};

// Calls back for each line of what the program bills: table, line, row; in order of the statements.
void forEachUsage(const program::Program& program,
                  const std::function<void(program::UsageTableId, uint32_t line, uint32_t row)>& callback);

}  // namespace smcost::runtime
