// The rules of rating as shapes: what a person would write by hand, in plain numbers, so
// that one shape serves every meter and currency.
#pragma once

#include <vector>

#include "lang/program/program.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// billed = quantity > 0 ? max(round quantity to quantum, minimum) : quantity. Param: quantity.
program::ShapeId billRoundingRule(program::Program& program, program::MeterId meter);

// An allowance over several pools is taken from each in proportion.
// Params: quantity, total, allowance. Outputs: covered = quantity * min(total, allowance) / total, rest.
program::ShapeId allowanceRule(program::Program& program);

// slice = max(min(rest, upper) - lower, 0). Params: rest, lower, upper.
program::ShapeId tierRule(program::Program& program);

// slice = max(rest - lower, 0). Params: rest, lower.
program::ShapeId lastTierRule(program::Program& program);

// A line's part of a slice. Params: quantity, slice, pool, price.
// Outputs: share = quantity * slice / pool, cost = share * price.
program::ShapeId shareRule(program::Program& program);

// Rows of arguments for a rule; computed values become cells.
class RuleTable {
 public:
  RuleTable(program::Program& program, program::ShapeId shape);
  void add(std::initializer_list<base::Rational> arguments);
  void addCell(size_t column, program::Cell cell) { table_.columns[column].push_back(cell); }
  void endRow() { ++table_.rows; }
  uint32_t rows() const { return table_.rows; }
  const program::Table& table() const { return table_; }

 private:
  program::Program& program_;
  program::Table table_;
};

// Runs the tables in one call; tables without rows give empty results. A rule never fails.
std::vector<TableResult> runRules(const program::Program& program, Engine& engine,
                                  const std::vector<const RuleTable*>& tables);

}  // namespace smcost::runtime
