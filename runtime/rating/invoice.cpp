#include "runtime/rating/invoice.h"

#include <map>
#include <tuple>

#include "lang/base/check.h"
#include "runtime/catalog/price_changes.h"
#include "runtime/rating/group_sums.h"
#include "runtime/rating/split.h"

namespace smcost::runtime {

namespace {

// A rate with its price row, or a commitment.
using Place = std::tuple<uint32_t, RateId, program::RateRowId>;

Place placeOf(RateId rate, program::RateRowId row) { return {kNoIndex, rate, row}; }
Place placeOf(uint32_t commitment) { return {commitment, {}, {}}; }

base::Rational toCents(const base::Rational& amount) {
  return base::roundTo(amount, currencyQuantum(), base::RoundingMode::half_up);
}

base::Integer quanta(const base::Rational& amount) {
  const base::Rational count = amount / currencyQuantum();
  SMCOST_CHECK(base::isWhole(count), "a rounded amount is whole cents");
  return count.get_num();
}

bool isPriced(const BillData& data, RateId rate) {
  return rate && data.rates[rate.value].outcome == Rate::Outcome::priced;
}

// A line whose price changes inside the period counts for each of its price rows.
void addByTime(const BillData& data, uint32_t table, uint32_t line, uint32_t row, std::map<Place, base::Rational>& sums) {
  const program::Program& program = *data.program;
  const program::UsageTable& usage = program.usage[table];
  const RateId rate = data.lines[table][line].rates[row];
  const base::Rational quantity = data.usage[table].outputs[usage.lines[line].quantity].value(row);
  for (const PricedPart& part : partsByTime(program, data.rates[rate.value], *program.window(usage, line, row))) {
    sums[placeOf(rate, part.row)] += quantity * part.share * program.cells.value(program.rates[part.row.value].price);
  }
}

// Costs of the lines that are not pooled, by rate.
void addPlainCharges(const BillData& data, std::map<Place, base::Rational>& sums) {
  const program::Program& program = *data.program;
  for (uint32_t table = 0; table < program.usage.size(); ++table) {
    const program::UsageTable& usage = program.usage[table];
    for (uint32_t line = 0; line < usage.lines.size(); ++line) {
      const std::vector<RateId>& rates = data.lines[table][line].rates;
      std::vector<uint32_t> group(rates.size(), kNoIndex);
      bool any = false;
      for (uint32_t row = 0; row < rates.size(); ++row) {
        if (rates[row] && data.rates[rates[row].value].outcome == Rate::Outcome::changing) {
          addByTime(data, table, line, row, sums);
          continue;
        }
        if (!isPriced(data, rates[row]) || data.rates[rates[row].value].pooled) continue;
        group[row] = rates[row].value;
        any = true;
      }
      if (!any) continue;
      for (const auto& [i, cost] : sumsOfGroups(data.usage[table].outputs[usage.lines[line].cost], std::move(group))) {
        if (cost != 0) sums[placeOf(RateId{i}, data.rates[i].rows.front())] += cost;
      }
    }
  }
}

}  // namespace

base::Rational currencyQuantum() { return base::Rational(1, 100); }

void addInvoice(BillData& data) {
  std::map<Place, base::Rational> sums;
  addPlainCharges(data, sums);
  for (const PooledLine& line : data.pooled) {
    for (uint32_t i = 0; i < line.count; ++i) {
      const PooledCharge& charge = data.pooled_charges[line.first + i];
      if (charge.reason == Reason::plan || charge.reason == Reason::unused) {
        sums[placeOf(charge.index)] += charge.cost;
      } else if (charge.row) {
        sums[placeOf(data.pools[data.parts[line.part].pool].rate, charge.row)] += charge.cost;
      }
    }
  }
  const bool by_line = data.program->invoice == program::InvoicePolicy::lines;
  data.invoice_total = 0;
  for (const auto& [place, exact] : sums) {
    const auto& [commitment, rate, row] = place;
    data.invoice_lines.push_back({rate, row, commitment, exact, by_line ? toCents(exact) : exact});
    data.invoice_total += data.invoice_lines.back().rounded;
  }
  if (!by_line) data.invoice_total = toCents(data.invoice_total);
}

std::vector<base::Rational> invoiceByStatement(const Bill& bill) {
  const BillData& data = bill.data();
  const bool by_line = bill.program().invoice == program::InvoicePolicy::lines;
  // The parts of each rounded amount in order of the bill: statement and exact cost.
  struct Parts {
    std::vector<program::StatementId> statements;
    std::vector<base::Rational> costs;
  };
  std::map<Place, Parts> parts;
  bill.forEachLine([&](const Line& line) {
    for (const Charge& charge : line.charges) {
      const bool committed = charge.commitment != kNoIndex;
      if (!committed && !charge.row) continue;
      const Place own = committed ? placeOf(charge.commitment) : placeOf(bill.rateOf(line), charge.row);
      Parts& place = parts[by_line ? own : Place{}];
      place.statements.push_back(line.statement);
      place.costs.push_back(charge.cost);
    }
  });
  std::vector<base::Rational> amounts(bill.program().statements.size());
  const auto give = [&](const Place& place, const base::Rational& rounded) {
    const auto found = parts.find(place);
    if (found == parts.end()) return;
    const std::vector<base::Integer> cents = splitByLargestRemainder(quanta(rounded), found->second.costs);
    for (size_t i = 0; i < cents.size(); ++i) {
      amounts[found->second.statements[i].value] += base::Rational(cents[i]) * currencyQuantum();
    }
  };
  if (!by_line) {
    give({}, data.invoice_total);
    return amounts;
  }
  for (const InvoiceLine& line : data.invoice_lines) give({line.commitment, line.rate, line.row}, line.rounded);
  return amounts;
}

}  // namespace smcost::runtime
