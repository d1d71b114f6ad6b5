// A random program as plain data: easy to make, to take apart, and to turn into a shape
// with its table.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "lang/program/expr.h"
#include "lang/program/table.h"

namespace smcost::random_test {

// An expression; operands are indices of earlier nodes, -1 for none.
struct Node {
  program::Op op = program::Op::constant;
  base::RoundingMode mode = base::RoundingMode::down;
  int a = -1, b = -1, c = -1;
  uint32_t column = 0;
  base::Rational value;            // of a constant, the quantum of a round
  units::DimensionId dimension;
  bool has_site = true;            // of a division
};

struct SampleCell {
  base::Integer mantissa;
  base::Rational scale{1};
};

struct Sample {
  std::vector<Node> nodes;
  std::vector<int> outputs;
  std::vector<int> requirements;
  std::vector<std::vector<SampleCell>> columns;
  uint32_t rows = 1;
};

// The same sample for the same seed, everywhere.
Sample makeSample(uint64_t seed, units::Dimensions& dimensions);

// A sample ready to be evaluated; `shape` and `table` are one another's.
struct Built {
  program::Shape shape;
  program::Table table;
};
Built build(const Sample& sample, program::ExprPool& pool, program::CellStore& cells);

}  // namespace smcost::random_test
