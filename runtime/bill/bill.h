// The answer: lines and charges with exact amounts. Lines are views into result columns,
// made when asked for, so that a bill of 100,000 statements stays small.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lang/program/program.h"
#include "runtime/catalog/allowances.h"
#include "runtime/bound.h"
#include "runtime/catalog/catalog.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// What a charge is for. A commitment's own line has `applied` (what usage took of it, which
// is charged there) and `unused`.
enum class Reason : uint8_t { price_row, tier, allowance, plan, free, applied, unused };

// One price row (or allowance) that a line met.
struct Charge {
  Reason reason = Reason::price_row;
  base::Rational quantity;          // base units of the meter
  base::Rational cost;              // currency
  program::RateRowId row;           // none without a price
  uint32_t commitment = UINT32_MAX; // plan, applied, unused: index into Program::commitments
  std::string text;                 // "first 10 TiB", "30 h always", the plan, why it is free
};

struct Line {
  program::StatementId statement;
  program::UsageTableId table;
  uint32_t line = 0;                // index into UsageTable::lines
  uint32_t row = 0;
  program::MeterId meter;
  program::KeyId key;
  base::NameId region;
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

// What one allowance gave a pool.
template <class Number>
struct TakenOf {
  uint32_t allowance = 0;           // index into Program::allowances
  Number quantity{};
};
using Taken = TakenOf<base::Rational>;

// All usage of one meter and key, as rating saw it.
template <class Number>
struct PoolOf {
  RateId rate;
  Number metered{};                 // sum of the lines
  Number billed{};                  // after rounding and minimum per bill
  std::vector<TakenOf<Number>> taken;  // by allowances, in order
  Number rest{};                    // what the tiers see
};
using Pool = PoolOf<base::Rational>;

// Usage of a pool that runs at the same times; the whole pool where no commitment looks at hours.
template <class Number>
struct PartOf {
  uint32_t pool = 0;
  program::PlacementId placement;   // none: not placed, or nobody asks
  Number metered{};
};
using Part = PartOf<base::Rational>;

// A line that takes part in a pool: its charges are a range of BillData::pooled_charges.
struct PooledLine {
  uint32_t part = kNoIndex;         // none: the line of a commitment
  uint32_t first = 0;
  uint32_t count = 0;
};

// Charges of pooled lines are kept; their text follows from reason and index.
struct PooledCharge {
  Reason reason = Reason::tier;
  uint32_t index = kNoIndex;        // of the allowance or the commitment
  program::RateRowId row;           // none without a price
  base::Rational quantity;
  base::Rational cost;
};

// An allowance that covers something this bill uses, whether it holds or not.
struct AllowanceUse {
  uint32_t allowance = 0;           // index into Program::allowances
  Holding holding = Holding::holds;
  base::Rational usage;             // what it could have been taken from
  base::Rational taken;
  // Over several keys, when it is not enough for all: the bill's total had it been taken
  // from the dearest first, and from the cheapest.
  std::optional<base::Rational> least, greatest;
};

// What became of a commitment; money of the whole period.
template <class Number>
struct CommitmentUseOf {
  Number committed{};
  Number used{};
  Number unused{};
  // At the prices on demand, as agreements leave them: what it covered, and all placed usage of its hours that its plan
  // has a rate for, whoever covered it.
  Number covered{};
  Number eligible{};
};
using CommitmentUse = CommitmentUseOf<base::Rational>;

// Usage of one meter, key, region and price row over the whole bill; or a commitment.
struct InvoiceLine {
  RateId rate;                      // none: of a commitment
  program::RateRowId row;
  uint32_t commitment = kNoIndex;   // all that it charges: what usage took of it, and the rest
  base::Rational exact;
  base::Rational rounded;           // to the cent under policy `lines`; equal to exact under `total`
};

// A credit of an agreement that holds: what it took off the total, and what it had.
struct CreditUse {
  program::AgreementId agreement;
  base::Rational offered;
  base::Rational used;              // all credits together no more than the total
  base::Rational invoiced;          // of the invoice, in cents

  base::Rational left() const { return offered - used; }
};

// The tax of a month, on what remains after credits.
struct TaxUse {
  program::AgreementId agreement;
  base::Rational of;
  base::Rational amount;
  base::Rational invoiced;          // of the invoice, in cents
};

// What an agreement did to prices.
struct AgreementUse {
  program::AgreementId agreement;
  base::Rational list, net;         // of the usage that met it; equal where it has prices of its own
};

// What rating hands over, column by column.
struct BillData {
  explicit BillData(const program::Program& of) : program(&of), bound(of) {}

  const program::Program* program;
  Bound bound;                                       // the usage tables, with their prices
  std::vector<Rate> rates;
  std::vector<TableResult> usage;                    // per usage table
  std::vector<std::vector<LineRates>> lines;         // per usage table, per line
  std::map<program::OfferId, std::vector<RateId>> plan_rates;  // per offer committed to, per rate: its rate under the plan, or none
  std::vector<Pool> pools;
  std::vector<Part> parts;
  std::vector<PooledLine> pooled;
  std::vector<PooledCharge> pooled_charges;
  std::vector<AllowanceUse> allowances;              // in order of declaration
  std::vector<CommitmentUse> commitments;            // in order of Program::commitments
  // Lines that a commitment could cover, if it were known when they run.
  std::vector<std::pair<program::StatementId, uint32_t>> not_placed;
  base::Rational total;
  std::vector<InvoiceLine> invoice_lines;
  base::Rational invoice_total;
  std::vector<CreditUse> credits;                    // in order of Program::agreements
  std::optional<TaxUse> tax;
  base::NameId currency;                             // none: nothing in the bill has a price
};

// "first 10 TiB", "from 10 TiB to 50 TiB", "above 50 TiB"; empty for a row that is no tier.
std::string tierText(const program::Program& program, const program::RateRow& row);

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
  base::Rational total(program::StatementId statement) const;           // of its own lines
  base::Rational totalWithParts(program::StatementId statement) const;
  base::Rational value(const program::BillRef& ref) const;
  // Of each of Program::included, with the files that it includes itself.
  std::vector<base::Rational> includedTotals() const;
  const base::Rational& invoiceTotal() const { return data_.invoice_total; }
  // What the total would be at the prices of the list, and what agreements did to it.
  const base::Rational& listTotal() const { return list_total_; }
  const std::vector<AgreementUse>& agreements() const { return agreements_; }
  base::Rational listCost(const Charge& charge) const;
  base::Rational listCost(const Line& line) const;
  // After credits and tax: exactly, and of the invoice.
  base::Rational payable() const;
  base::Rational invoicePayable() const;
  std::string currency() const;

  // Statements of other months: "api (from 2025-05)".
  std::vector<std::string> notBilled() const;
  // The distinct "training volume" of the statements, in order of the text; then, by module, what they usually have beside them
  // and nothing in the bill prices: "log events of api and search (`logs`)".
  std::vector<std::string> notIncluded() const;
  // "api.compute": what a commitment cannot cover, as its times are not known.
  std::vector<std::string> notPlaced() const;

 private:
  base::Rational cost(uint32_t table, uint32_t line, uint32_t row) const;
  void addAgreements();
  bool isBilled(const std::string& module) const;
  std::vector<std::string> notBrought() const;

  BillData data_;
  base::Rational list_total_;
  std::vector<AgreementUse> agreements_;  // that something in the bill met; in order of Program::agreements
};

}  // namespace smcost::runtime
