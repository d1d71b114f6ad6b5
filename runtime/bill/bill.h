// The answer: lines and charges with exact amounts. Lines are views into result columns,
// made when asked for, so that a bill of 100,000 statements stays small.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lang/program/program.h"
#include "runtime/catalog/catalog.h"
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

inline constexpr uint32_t kNoIndex = UINT32_MAX;

// The rates of one usage line, per row of its table.
struct LineRates {
  std::vector<RateId> rates;
  std::vector<uint32_t> pooled;     // index into BillData::pooled, kNoIndex: not pooled; empty: none is
};

// All usage of one meter and key, as rating saw it.
struct Pool {
  RateId rate;
  base::Rational metered;           // sum of the lines
  base::Rational billed;            // after rounding and minimum per bill
  std::vector<base::Rational> covered;  // per allowance of the meter; 0 when not for this key
  base::Rational rest;              // what the tiers see
};

// A line that takes part in a pool: its charges are a range of BillData::pooled_charges.
struct PooledLine {
  uint32_t pool = 0;
  uint32_t first = 0;
  uint32_t count = 0;
};

// Charges of pooled lines are kept; text and reason follow from row and allowance.
struct PooledCharge {
  uint32_t allowance = kNoIndex;    // index into Meter::allowances
  program::RateRowId row;           // none for an allowance
  base::Rational quantity;
  base::Rational cost;
};

// Usage of one meter, key, region and price row over the whole bill.
struct InvoiceLine {
  RateId rate;
  program::RateRowId row;
  base::Rational exact;
  base::Rational rounded;           // to the cent under policy `lines`; equal to exact under `total`
};

// What rating hands over, column by column.
struct BillData {
  const program::Program* program = nullptr;
  std::vector<Rate> rates;
  std::vector<TableResult> usage;                    // per usage table
  std::vector<std::vector<LineRates>> lines;         // per usage table, per line
  std::vector<Pool> pools;
  std::vector<PooledLine> pooled;
  std::vector<PooledCharge> pooled_charges;
  base::Rational total;
  std::vector<InvoiceLine> invoice_lines;
  base::Rational invoice_total;
  base::NameId currency;                             // none: nothing in the bill has a price
};

// Frozen once made. The program must outlive it.
class Bill {
 public:
  explicit Bill(BillData data);

  const program::Program& program() const { return *data_.program; }
  const BillData& data() const { return data_; }
  const Rate& rate(RateId id) const { return data_.rates[id.value]; }

  // Calls back for each line, in order of statements, then of the workload.
  void forEachLine(const std::function<void(const Line&)>& callback) const;
  // All lines at once; prefer forEachLine for large bills.
  std::vector<Line> lines() const;
  std::vector<Line> linesOf(program::StatementId statement) const;
  Line line(program::StatementId statement, uint32_t line) const;
  RateId rateOf(const Line& line) const;

  const base::Rational& total() const { return data_.total; }
  base::Rational total(program::StatementId statement) const;
  base::Rational value(const program::BillRef& ref) const;
  const base::Rational& invoiceTotal() const { return data_.invoice_total; }
  std::string currency() const;

  // Statements of other months: "api (from 2025-05)".
  std::vector<std::string> notBilled() const;
  // The distinct "training volume" of the statements, in order of the text.
  std::vector<std::string> notIncluded() const;

 private:
  base::Rational cost(uint32_t table, uint32_t line, uint32_t row) const;

  BillData data_;
};

}  // namespace smcost::runtime
