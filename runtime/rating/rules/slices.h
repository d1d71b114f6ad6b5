// Pools cut into slices of one price: allowances first, then tiers, then commitments.
#pragma once

#include <vector>

#include "runtime/bill/bill.h"
#include "runtime/rating/rules/allowances.h"
#include "runtime/rating/rules/commitments.h"
#include "runtime/rating/rules/metering.h"

namespace smcost::runtime::rules {

// What rules over the bill know of it besides quantities.
struct Terms {
  const program::Program& program;
  const std::vector<Rate>& rates;
  const std::map<program::OfferId, std::vector<RateId>>& plan_rates;  // as BillData has them
  std::vector<uint32_t> allowances;                                   // that hold, by number
};

template <class Number>
struct SlicesOf {
  std::vector<std::vector<SliceOf<Number>>> of_part;   // in the order in which they are shown
  std::vector<CommitmentUseOf<Number>> commitments;    // in order of Program::commitments
  Number cost{};                                       // of all slices and what is left of the commitments
};

template <Algebra A>
class Cutter {
 public:
  using Number = typename A::Number;
  using Slice = SliceOf<Number>;

  // Pools and parts know what was metered; `committed` is the money of each commitment in the period.
  Cutter(const A& algebra, const Terms& terms, std::vector<PoolOf<Number>>& pools, const std::vector<PartOf<Number>>& parts,
         const std::vector<Number>& committed)
      : algebra_(algebra), terms_(terms), pools_(pools), parts_(parts), committed_(committed) {}

  // Sets what became of each pool (billed, taken, rest) and cuts its parts.
  SlicesOf<Number> run(const TakingOrder& order) {
    for (PoolOf<Number>& pool : pools_) {
      const program::Meter& meter = terms_.program.meters[rateOf(pool).meter.value];
      // The check saw to it that one of those that are declared is in force.
      pool.billed = billed(algebra_, pool.metered, program::inForce(meter.bill_granularity, terms_.program.period),
                           program::inForce(meter.bill_minimum, terms_.program.period));
    }
    Allowances<A>(algebra_, terms_.program, terms_.rates, pools_).take(terms_.allowances, order);
    SlicesOf<Number> slices;
    slices.of_part.resize(parts_.size());
    cutParts(slices.of_part);
    slices.commitments = Commitments<A>(algebra_, terms_.program, {pools_, parts_, terms_.rates, terms_.plan_rates}, committed_,
                                        slices.of_part).run();
    slices.cost = costOf(slices.of_part);
    return slices;
  }

 private:
  const Rate& rateOf(const PoolOf<Number>& pool) const { return terms_.rates[pool.rate.value]; }

  // A part has of each slice of its pool what it has of the pool.
  void cutParts(std::vector<std::vector<Slice>>& of_part) const {
    std::vector<std::vector<uint32_t>> parts_of(pools_.size());
    for (uint32_t i = 0; i < parts_.size(); ++i) parts_of[parts_[i].pool].push_back(i);
    for (size_t i = 0; i < pools_.size(); ++i) {
      std::vector<Slice> slices = cutPool(pools_[i]);
      if (parts_of[i].size() == 1) {
        of_part[parts_of[i].front()] = std::move(slices);
        continue;
      }
      for (const uint32_t part : parts_of[i]) {
        const Number fraction = algebra_.div(parts_[part].metered, pools_[i].metered);
        of_part[part] = slices;
        for (Slice& slice : of_part[part]) slice.quantity = algebra_.mul(slice.quantity, fraction);
      }
    }
  }

  std::vector<Slice> cutPool(const PoolOf<Number>& pool) const {
    std::vector<Slice> slices;
    for (const TakenOf<Number>& taken : pool.taken) slices.push_back({Reason::allowance, taken.allowance, {}, taken.quantity});
    for (const program::RateRowId id : rateOf(pool).rows) {
      Number quantity = tierQuantity(algebra_, terms_.program.rates[id.value], pool.rest);
      // A pool that nothing was taken from shows its first row at 0.
      const bool shown_empty = id == rateOf(pool).rows.front() && algebra_.knownZero(pool.billed);
      if (shown_empty || !algebra_.knownZero(quantity)) slices.push_back({Reason::tier, kNoIndex, id, std::move(quantity)});
    }
    return slices;
  }

  Number costOf(const std::vector<std::vector<Slice>>& of_part) const {
    Number cost = algebra_.constant(base::Rational(0));
    for (const Number& committed : committed_) algebra_.addTo(cost, committed);
    for (const auto& slices : of_part) {
      for (const Slice& slice : slices) {
        if (slice.reason != Reason::tier) continue;
        const base::Rational price = terms_.program.cells.value(terms_.program.rates[slice.row.value].price);
        algebra_.addTo(cost, algebra_.mul(slice.quantity, algebra_.constant(price)));
      }
    }
    return cost;
  }

  const A& algebra_;
  const Terms& terms_;
  std::vector<PoolOf<Number>>& pools_;
  const std::vector<PartOf<Number>>& parts_;
  const std::vector<Number>& committed_;
};

}  // namespace smcost::runtime::rules
