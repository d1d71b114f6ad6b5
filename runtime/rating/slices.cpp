#include "runtime/rating/slices.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "runtime/rating/commitments.h"

namespace smcost::runtime {

namespace {

class Cutter {
 public:
  Cutter(const program::Program& program, BillData& data, const std::vector<base::Rational>& committed, const TakingOrder& order)
      : program_(program), data_(data), committed_(committed), order_(order) {}

  Slices run() {
    slices_.of_part.resize(data_.parts.size());
    uint32_t number = 0;
    for (Pool& pool : data_.pools) {
      covering_.add(rateOf(pool).meter, rateOf(pool).key, number++);
      pool.billed = billed(pool);
      pool.rest = pool.billed;
      pool.taken.clear();
    }
    std::map<uint32_t, std::vector<uint32_t>> turns;
    for (const AllowanceUse& use : data_.allowances) {
      if (use.holding == Holding::holds) turns[program_.allowances[use.allowance].turn].push_back(use.allowance);
    }
    for (const auto& [turn, allowances] : turns) take(turn, allowances);
    for (uint32_t i = 0; i < data_.parts.size(); ++i) cutPart(i);
    slices_.commitments = applyCommitments(program_, data_, committed_, slices_.of_part);
    addCosts();
    return std::move(slices_);
  }

 private:
  const Rate& rateOf(const Pool& pool) const { return data_.rates[pool.rate.value]; }
  const base::Rational priceOf(program::RateRowId row) const { return program_.cells.value(program_.rates[row.value].price); }

  base::Rational billed(const Pool& pool) const {
    const program::Meter& meter = program_.meters[rateOf(pool).meter.value];
    if (pool.metered == 0) return 0;
    base::Rational quantity = pool.metered;
    // The check saw to it that one of those that are declared is in force.
    const auto* rounding = program::inForce(meter.bill_granularity, program_.period);
    const auto* least = program::inForce(meter.bill_minimum, program_.period);
    if (rounding) quantity = base::roundTo(quantity, rounding->quantum, rounding->mode);
    return least ? std::max(quantity, least->quantum) : quantity;
  }

  // Each turn sees what the ones before left. Allowances of one turn cover the same, so together
  // they are one; each gives of it in proportion to what it has.
  void take(uint32_t turn, const std::vector<uint32_t>& allowances) {
    base::Rational free = 0, total = 0;
    for (const uint32_t i : allowances) free += program_.allowances[i].quantity;
    std::vector<uint32_t> pools;
    for (const uint32_t i : covering_.coveredBy(program_.allowances[allowances.front()])) {
      if (data_.pools[i].rest == 0) continue;
      pools.push_back(i);
      total += data_.pools[i].rest;
    }
    if (free == 0 || pools.empty()) return;
    const auto takeOf = [&](const std::vector<uint32_t>& some, const base::Rational& fraction) {
      for (const uint32_t pool : some) {
        const base::Rational taken = data_.pools[pool].rest * fraction;
        for (const uint32_t i : allowances) give(data_.pools[pool], i, taken * program_.allowances[i].quantity / free);
      }
    };
    if (turn != order_.turn) return takeOf(pools, std::min(total, free) / total);
    base::Rational left = free;
    for (const std::vector<uint32_t>& alike : byPrice(pools)) {
      base::Rational wanted = 0;
      for (const uint32_t pool : alike) wanted += data_.pools[pool].rest;
      const base::Rational taken = std::min(left, wanted);
      takeOf(alike, taken / wanted);
      left -= taken;
    }
  }

  // Pools of one price have no order among them.
  std::vector<std::vector<uint32_t>> byPrice(const std::vector<uint32_t>& pools) const {
    std::map<base::Rational, std::vector<uint32_t>> prices;
    for (const uint32_t i : pools) prices[priceOf(rateOf(data_.pools[i]).rows.front())].push_back(i);
    std::vector<std::vector<uint32_t>> ordered;
    for (auto& [price, alike] : prices) ordered.push_back(std::move(alike));
    if (order_.dearest_first) std::reverse(ordered.begin(), ordered.end());
    return ordered;
  }

  void give(Pool& pool, uint32_t allowance, const base::Rational& quantity) {
    if (quantity == 0) return;
    pool.taken.push_back({allowance, quantity});
    pool.rest -= quantity;
  }

  // A part has of each slice of its pool what it has of the pool.
  void cutPart(uint32_t index) {
    const Part& part = data_.parts[index];
    const Pool& pool = data_.pools[part.pool];
    const base::Rational fraction = pool.metered == 0 ? base::Rational(0) : base::Rational(part.metered / pool.metered);
    std::vector<Slice>& slices = slices_.of_part[index];
    for (const Taken& taken : pool.taken) {
      slices.push_back({Reason::allowance, taken.allowance, {}, taken.quantity * fraction});
    }
    for (const program::RateRowId id : rateOf(pool).rows) {
      const program::RateRow& row = program_.rates[id.value];
      const base::Rational quantity = program::tierQuantity(row, pool.rest);
      // A pool that nothing was taken from shows its first row at 0.
      const bool shown_empty = pool.billed == 0 && id == rateOf(pool).rows.front();
      if (quantity > 0 || shown_empty) slices.push_back({Reason::tier, kNoIndex, id, quantity * fraction});
    }
  }

  void addCosts() {
    slices_.cost = std::accumulate(committed_.begin(), committed_.end(), base::Rational(0));
    for (const auto& slices : slices_.of_part) {
      for (const Slice& slice : slices) {
        if (slice.reason == Reason::tier) slices_.cost += slice.quantity * priceOf(slice.row);
      }
    }
  }

  const program::Program& program_;
  BillData& data_;
  const std::vector<base::Rational>& committed_;
  const TakingOrder order_;
  Covering covering_;  // pools
  Slices slices_;
};

}  // namespace

Slices cutSlices(const program::Program& program, BillData& data, const std::vector<base::Rational>& committed,
                 const TakingOrder& order) {
  return Cutter(program, data, committed, order).run();
}

}  // namespace smcost::runtime
