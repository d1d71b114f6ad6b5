#include "runtime/rating/slices.h"

#include <algorithm>
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
    for (Pool& pool : data_.pools) {
      pool.billed = billed(pool);
      pool.rest = pool.billed;
      pool.taken.clear();
    }
    for (const AllowanceUse& use : data_.allowances) {
      if (use.holding == Holding::holds) take(use.allowance);
    }
    for (uint32_t i = 0; i < data_.parts.size(); ++i) cutPart(i);
    slices_.used = applyCommitments(program_, data_, committed_, slices_.of_part);
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
    if (meter.bill_quantum) quantity = base::roundTo(quantity, *meter.bill_quantum, meter.bill_mode);
    return meter.bill_minimum ? std::max(quantity, *meter.bill_minimum) : quantity;
  }

  // Each allowance sees what the ones before left.
  void take(uint32_t index) {
    const program::Allowance& allowance = program_.allowances[index];
    std::vector<uint32_t> pools;
    base::Rational total = 0;
    for (uint32_t i = 0; i < data_.pools.size(); ++i) {
      const Pool& pool = data_.pools[i];
      if (pool.rest == 0 || !covers(allowance, rateOf(pool).meter, rateOf(pool).key)) continue;
      pools.push_back(i);
      total += pool.rest;
    }
    if (pools.empty()) return;
    if (index == order_.allowance) return takeInOrder(index, pools);
    const base::Rational fraction = std::min(total, allowance.quantity) / total;
    for (const uint32_t i : pools) give(data_.pools[i], index, data_.pools[i].rest * fraction);
  }

  void takeInOrder(uint32_t index, std::vector<uint32_t> pools) {
    const auto price = [&](uint32_t pool) { return priceOf(rateOf(data_.pools[pool]).rows.front()); };
    std::stable_sort(pools.begin(), pools.end(), [&](uint32_t a, uint32_t b) {
      return order_.dearest_first ? price(a) > price(b) : price(a) < price(b);
    });
    base::Rational left = program_.allowances[index].quantity;
    for (const uint32_t i : pools) {
      const base::Rational quantity = std::min(left, data_.pools[i].rest);
      give(data_.pools[i], index, quantity);
      left -= quantity;
    }
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
      const base::Rational top = row.upper && *row.upper < pool.rest ? *row.upper : pool.rest;
      // A pool that nothing was taken from shows its first row at 0.
      const bool shown_empty = pool.billed == 0 && id == rateOf(pool).rows.front();
      if (top > row.lower || shown_empty) slices.push_back({Reason::tier, kNoIndex, id, (top - row.lower) * fraction});
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
  Slices slices_;
};

}  // namespace

Slices cutSlices(const program::Program& program, BillData& data, const std::vector<base::Rational>& committed,
                 const TakingOrder& order) {
  return Cutter(program, data, committed, order).run();
}

}  // namespace smcost::runtime
