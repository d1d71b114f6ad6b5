#include "runtime/rating/pools.h"

#include <algorithm>
#include <map>
#include <utility>

#include "runtime/rating/rules.h"

namespace smcost::runtime {

namespace {

// Part of a pool with one price: an allowance or a tier.
struct Slice {
  uint32_t pool;
  uint32_t allowance;          // kNoIndex: a tier
  program::RateRowId row;
  base::Rational quantity;
};

// Where a pooled line is in the usage tables, in the order of BillData::pooled.
struct Place {
  uint32_t table, line, row;
};

class PoolRater {
 public:
  PoolRater(program::Program& program, BillData& data, Engine& engine)
      : program_(program), data_(data), engine_(engine) {}

  void run() {
    gather();
    if (data_.pools.empty()) return;
    roundPerBill();
    takeAllowances();
    cutTiers();
    share();
  }

 private:
  const Rate& rateOf(const Pool& pool) const { return data_.rates[pool.rate.value]; }
  const program::Meter& meterOf(const Pool& pool) const { return program_.meters[rateOf(pool).meter.value]; }

  void gather() {
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      for (uint32_t line = 0; line < program_.usage[table].lines.size(); ++line) gatherLine(table, line);
    }
    for (Pool& pool : data_.pools) {
      pool.billed = pool.metered;
      pool.covered.resize(meterOf(pool).allowances.size());
    }
  }

  void gatherLine(uint32_t table, uint32_t line) {
    const program::UsageTable& usage = program_.usage[table];
    LineRates& rates = data_.lines[table][line];
    const TableResult& result = data_.usage[table];
    std::vector<uint32_t> group;
    for (uint32_t row = 0; row < rates.rates.size(); ++row) {
      const RateId rate = rates.rates[row];
      if (!rate || !data_.rates[rate.value].pooled) continue;
      if (!result.failures.empty() && result.failures[row] != 0) continue;
      if (group.empty()) group.assign(rates.rates.size(), kNoIndex);
      group[row] = poolOf(rate);
      if (rates.pooled.empty()) rates.pooled.assign(rates.rates.size(), kNoIndex);
      rates.pooled[row] = static_cast<uint32_t>(data_.pooled.size());
      data_.pooled.push_back({group[row], 0, 0});
      places_.push_back({table, line, row});
    }
    if (group.empty()) return;
    const auto sums = result.outputs[usage.lines[line].quantity].sumByGroup(group, data_.pools.size());
    for (size_t i = 0; i < sums.size(); ++i) data_.pools[i].metered += sums[i];
  }

  uint32_t poolOf(RateId rate) {
    const auto [place, is_new] = pools_.try_emplace(rate, static_cast<uint32_t>(data_.pools.size()));
    if (is_new) data_.pools.push_back({rate, 0, 0, {}, 0});
    return place->second;
  }

  void roundPerBill() {
    std::map<program::MeterId, std::vector<uint32_t>> by_meter;
    for (uint32_t i = 0; i < data_.pools.size(); ++i) {
      const program::Meter& meter = meterOf(data_.pools[i]);
      if (meter.bill_quantum || meter.bill_minimum) by_meter[rateOf(data_.pools[i]).meter].push_back(i);
    }
    std::vector<RuleTable> tables;
    tables.reserve(by_meter.size());
    std::vector<const RuleTable*> wanted;
    for (const auto& [meter, pools] : by_meter) {
      RuleTable& table = tables.emplace_back(program_, billRoundingRule(program_, meter));
      for (const uint32_t pool : pools) table.add({data_.pools[pool].metered});
      wanted.push_back(&table);
    }
    const auto results = runRules(program_, engine_, wanted);
    size_t i = 0;
    for (const auto& [meter, pools] : by_meter) {
      for (uint32_t row = 0; row < pools.size(); ++row) data_.pools[pools[row]].billed = results[i].outputs[0].value(row);
      ++i;
    }
  }

  // The n-th allowances of all meters at once; each sees what the ones before left.
  void takeAllowances() {
    for (Pool& pool : data_.pools) pool.rest = pool.billed;
    size_t most = 0;
    for (const Pool& pool : data_.pools) most = std::max(most, meterOf(pool).allowances.size());
    for (size_t n = 0; n < most; ++n) takeAllowance(n);
  }

  void takeAllowance(size_t n) {
    std::map<program::MeterId, base::Rational> totals;
    std::vector<uint32_t> taking;
    for (uint32_t i = 0; i < data_.pools.size(); ++i) {
      const Pool& pool = data_.pools[i];
      const auto& allowances = meterOf(pool).allowances;
      if (n >= allowances.size()) continue;
      const auto& keys = allowances[n].keys;
      if (!keys.empty() && std::find(keys.begin(), keys.end(), rateOf(pool).key) == keys.end()) continue;
      totals[rateOf(pool).meter] += pool.rest;
      taking.push_back(i);
    }
    RuleTable table(program_, allowanceRule(program_));
    for (const uint32_t i : taking) {
      const Pool& pool = data_.pools[i];
      table.add({pool.rest, totals[rateOf(pool).meter], meterOf(pool).allowances[n].quantity});
    }
    const auto results = runRules(program_, engine_, {&table});
    for (uint32_t row = 0; row < taking.size(); ++row) {
      Pool& pool = data_.pools[taking[row]];
      pool.covered[n] = results[0].outputs[0].value(row);
      pool.rest = results[0].outputs[1].value(row);
      if (pool.covered[n] != 0) {
        slices_.push_back({taking[row], static_cast<uint32_t>(n), {}, pool.covered[n]});
      }
    }
  }

  void cutTiers() {
    RuleTable inner(program_, tierRule(program_)), last(program_, lastTierRule(program_));
    for (const Pool& pool : data_.pools) {
      for (const program::RateRowId id : rateOf(pool).rows) {
        const program::RateRow& row = program_.rates[id.value];
        if (row.upper) {
          inner.add({pool.rest, row.lower, *row.upper});
        } else {
          last.add({pool.rest, row.lower});
        }
      }
    }
    const auto results = runRules(program_, engine_, {&inner, &last});
    uint32_t inner_row = 0, last_row = 0;
    for (uint32_t i = 0; i < data_.pools.size(); ++i) {
      const Pool& pool = data_.pools[i];
      for (const program::RateRowId id : rateOf(pool).rows) {
        const base::Rational slice = program_.rates[id.value].upper ? results[0].outputs[0].value(inner_row++)
                                                                    : results[1].outputs[0].value(last_row++);
        // A pool that nothing was taken from shows its first row at 0.
        const bool shown_empty = pool.billed == 0 && id == rateOf(pool).rows.front();
        if (slice != 0 || shown_empty) slices_.push_back({i, kNoIndex, id, slice});
      }
    }
  }

  // Each line's part of each slice of its pool, all lines in one table.
  void share() {
    std::vector<std::vector<uint32_t>> slices_of(data_.pools.size());
    for (uint32_t i = 0; i < slices_.size(); ++i) slices_of[slices_[i].pool].push_back(i);
    const SliceCells cells = sliceCells();
    RuleTable table(program_, shareRule(program_));
    for (size_t i = 0; i < places_.size(); ++i) {
      PooledLine& line = data_.pooled[i];
      const Place& place = places_[i];
      const program::UsageLine& usage = program_.usage[place.table].lines[place.line];
      const auto quantity = program_.cells.cell(data_.usage[place.table].outputs[usage.quantity].value(place.row));
      line.first = table.rows();
      line.count = static_cast<uint32_t>(slices_of[line.pool].size());
      for (const uint32_t slice : slices_of[line.pool]) {
        table.addCell(0, quantity);
        table.addCell(1, cells.quantity[slice]);
        table.addCell(2, cells.pool[line.pool]);
        table.addCell(3, cells.price[slice]);
        table.endRow();
        data_.pooled_charges.push_back({slices_[slice].allowance, slices_[slice].row, 0, 0});
      }
    }
    const auto results = runRules(program_, engine_, {&table});
    for (uint32_t row = 0; row < table.rows(); ++row) {
      data_.pooled_charges[row].quantity = results[0].outputs[0].value(row);
      data_.pooled_charges[row].cost = results[0].outputs[1].value(row);
    }
  }

  struct SliceCells {
    std::vector<program::Cell> quantity, price, pool;
  };
  SliceCells sliceCells() {
    SliceCells cells;
    const program::Cell nothing = program_.cells.cell(0);
    for (const Slice& slice : slices_) {
      cells.quantity.push_back(program_.cells.cell(slice.quantity));
      cells.price.push_back(slice.row ? program_.rates[slice.row.value].price : nothing);
    }
    for (const Pool& pool : data_.pools) cells.pool.push_back(program_.cells.cell(pool.metered));
    return cells;
  }

  program::Program& program_;
  BillData& data_;
  Engine& engine_;
  std::map<RateId, uint32_t> pools_;
  std::vector<Place> places_;
  std::vector<Slice> slices_;
};

}  // namespace

void ratePools(program::Program& program, BillData& data, Engine& engine) {
  PoolRater(program, data, engine).run();
}

}  // namespace smcost::runtime
