// Statements that read alike but for their numbers: what one of them was bound to, for all of them.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lang/check/values/row.h"
#include "lang/program/program.h"

namespace smcost::check {

// How the numbers of a statement make its row, for all statements that read like it.
struct StatementPattern {
  struct Column {
    program::Cell cell;                // with the scale of the number, or as it is
    uint32_t number = UINT32_MAX;      // which open number of the statement is its mantissa
  };
  struct LineKey {
    program::KeyId fixed;
    uint32_t column = UINT32_MAX;      // a quantity given in this column
    DimensionId dimension;
  };
  program::UsageTableId table;
  std::vector<Column> columns;
  std::vector<LineKey> keys;           // per line
  base::NameId region;                 // of the file that the statements stand in
  std::vector<std::pair<uint32_t, int64_t>> limits;  // open numbers, and what they may be at most
  std::vector<program::PlacementId> placements;  // per line
};

// The patterns met; and of the statement in work its pattern, its open numbers, whether it has a pattern, and its keys.
struct PatternMemory {
  struct OpenNumber {
    uint32_t node;
    int64_t mantissa;
  };
  std::unordered_map<std::string, StatementPattern> patterns;
  std::string skeleton;
  std::vector<OpenNumber> open_numbers;
  std::vector<program::KeyId> keys;
  bool is_open = false;
};

}  // namespace smcost::check
