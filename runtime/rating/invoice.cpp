#include "runtime/rating/invoice.h"

#include <map>

#include "lang/base/check.h"
#include "runtime/catalog/price_changes.h"
#include "runtime/rating/group_sums.h"
#include "runtime/rating/rationals.h"
#include "runtime/rating/rules/invoice.h"
#include "runtime/rating/split.h"

namespace smcost::runtime {

namespace {

base::Integer quanta(const base::Rational& amount) {
  const base::Rational count = amount / rules::currencyQuantum();
  SMCOST_CHECK(base::isWhole(count), "a rounded amount is whole cents");
  return count.get_num();
}

bool isPriced(const BillData& data, RateId rate) {
  return rate && data.rates[rate.value].outcome == Rate::Outcome::priced;
}

// A line whose price changes inside the period counts for each of its price rows.
void addByTime(const BillData& data, uint32_t table, uint32_t line, uint32_t row, std::map<InvoicePlace, base::Rational>& sums) {
  const program::Program& program = *data.program;
  const program::UsageTable& usage = program.usage[table];
  const RateId rate = data.lines[table][line].rates[row];
  const base::Rational quantity = data.usage[table].outputs[usage.lines[line].quantity].value(row);
  for (const PricedPart& part : partsByTime(program, data.rates[rate.value], *program.window(usage, line, row))) {
    sums[invoicePlace(rate, part.row)] += quantity * part.share * program.cells.value(program.rates[part.row.value].price);
  }
}

}  // namespace

std::map<InvoicePlace, base::Rational> plainCharges(const BillData& data, const RowSet& left_out) {
  std::map<InvoicePlace, base::Rational> sums;
  const program::Program& program = *data.program;
  for (uint32_t table = 0; table < program.usage.size(); ++table) {
    const program::UsageTable& usage = program.usage[table];
    for (uint32_t line = 0; line < usage.lines.size(); ++line) {
      const std::vector<RateId>& rates = data.lines[table][line].rates;
      std::vector<uint32_t> group(rates.size(), kNoIndex);
      bool any = false;
      for (uint32_t row = 0; row < rates.size(); ++row) {
        if (left_out.has(table, row)) continue;
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
        if (cost != 0) sums[invoicePlace(RateId{i}, data.rates[i].rows.front())] += cost;
      }
    }
  }
  return sums;
}

void addInvoice(BillData& data) {
  std::map<InvoicePlace, base::Rational> sums = plainCharges(data, {});
  for (const PooledLine& line : data.pooled) {
    for (uint32_t i = 0; i < line.count; ++i) {
      const PooledCharge& charge = data.pooled_charges[line.first + i];
      if (charge.reason == Reason::plan || charge.reason == Reason::unused) {
        sums[invoicePlace(charge.index)] += charge.cost;
      } else if (charge.row) {
        sums[invoicePlace(data.pools[data.parts[line.part].pool].rate, charge.row)] += charge.cost;
      }
    }
  }
  const program::InvoicePolicy policy = data.program->invoice;
  std::vector<base::Rational> amounts;
  for (const auto& [place, exact] : sums) {
    const auto& [commitment, rate, row] = place;
    amounts.push_back(rules::invoiceLine(Rationals{}, exact, policy));
    data.invoice_lines.push_back({rate, row, commitment, exact, amounts.back()});
  }
  data.invoice_total = rules::invoiceTotal(Rationals{}, amounts, policy);
}

std::vector<base::Rational> invoiceByStatement(const Bill& bill) {
  const BillData& data = bill.data();
  const bool by_line = bill.program().invoice == program::InvoicePolicy::lines;
  // The parts of each rounded amount in order of the bill: statement and exact cost.
  struct Parts {
    std::vector<program::StatementId> statements;
    std::vector<base::Rational> costs;
  };
  std::map<InvoicePlace, Parts> parts;
  bill.forEachLine([&](const Line& line) {
    for (const Charge& charge : line.charges) {
      const bool committed = charge.commitment != kNoIndex;
      if (!committed && !charge.row) continue;
      const InvoicePlace own = committed ? invoicePlace(charge.commitment) : invoicePlace(bill.rateOf(line), charge.row);
      Parts& place = parts[by_line ? own : InvoicePlace{}];
      place.statements.push_back(line.statement);
      place.costs.push_back(charge.cost);
    }
  });
  std::vector<base::Rational> amounts(bill.program().statements.size());
  const auto give = [&](const InvoicePlace& place, const base::Rational& rounded) {
    const auto found = parts.find(place);
    if (found == parts.end()) return;
    const std::vector<base::Integer> cents = splitByLargestRemainder(quanta(rounded), found->second.costs);
    for (size_t i = 0; i < cents.size(); ++i) {
      amounts[found->second.statements[i].value] += base::Rational(cents[i]) * rules::currencyQuantum();
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
