// Statements that read alike but for their numbers: what one of them was bound to, for all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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
  program::Tags tags;                  // the statements' own
  base::NameId region;                 // of the file that the statements stand in
  std::vector<std::pair<uint32_t, int64_t>> limits;  // open numbers, and what they may be at most
  std::vector<program::PlacementId> placements;  // per line
};

// The patterns met, and how the statement in work reads, which is the open one.
class PatternMemory {
 public:
  // Opens the statement whose nodes are first..end; false if it has no pattern, as a number is too large for a machine word.
  bool open(std::string_view text, const Scope& scope, uint32_t first, uint32_t end);
  // What is bound from here on is not remembered as the open one.
  void close() { is_open_ = false; }
  bool isOpen() const { return is_open_; }

  // Of the open statement: what one that reads like it was bound to; null if none was.
  const StatementPattern* known() const;
  void remember(StatementPattern pattern) { patterns_.try_emplace(skeleton_, std::move(pattern)); }
  // How many numbers it leaves open, which of them a literal is, and what they are.
  size_t numberCount() const { return numbers_.size(); }
  uint32_t numberOf(ast::NodeId literal) const;
  int64_t mantissa(uint32_t number) const { return numbers_[number].mantissa; }

  // Room for the keys of its lines.
  std::vector<program::KeyId>& keys() { return keys_; }

  // Whether what repeats a pattern is to be bound the long way too: the first ones are.
  bool isToBeChecked() { return repeats_++ < kCheckedRepeats; }

 private:
  static constexpr uint32_t kCheckedRepeats = 2000;
  struct OpenNumber {
    uint32_t node;
    int64_t mantissa;
  };

  std::unordered_map<std::string, StatementPattern> patterns_;
  std::string skeleton_;
  std::vector<OpenNumber> numbers_;
  std::vector<program::KeyId> keys_;
  bool is_open_ = false;
  uint32_t repeats_ = 0;  // bound by a pattern
};

}  // namespace smcost::check
