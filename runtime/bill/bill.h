// The answer: lines and charges with exact amounts. Lines are views into result columns,
// made when asked for, so that a bill of 100,000 statements stays small.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/program/program.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// One price row (or allowance) that a line met.
struct Charge {
  enum class Reason : uint8_t { price_row, tier, allowance, free } reason = Reason::price_row;
  base::Rational quantity;          // base units of the meter
  base::Rational cost;              // currency
  program::RateRowId row;           // none for allowances and free meters
  std::string text;                 // "first 10 TiB", "30 h always", the reason of a free meter
};

struct Line {
  program::StatementId statement;
  program::UsageTableId table;
  uint32_t line = 0;                // index into UsageTable::lines
  uint32_t row = 0;
  program::MeterId meter;
  program::KeyId key;
  base::Rational quantity;          // base units
  base::Rational cost;
  std::vector<Charge> charges;
};

}  // namespace smcost::runtime
