// Allowances: what is free of the pools of a bill, taken by turns.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "runtime/bill/bill.h"
#include "runtime/rating/algebra.h"

namespace smcost::runtime::rules {

// Which pools an allowance over several takes from first; proportion, unless one is named.
struct TakingOrder {
  uint32_t turn = kNoIndex;    // of the allowance, and of those that share with it
  bool dearest_first = true;
};

template <Algebra A>
class Allowances {
 public:
  using Number = typename A::Number;

  Allowances(const A& algebra, const program::Program& program, const std::vector<Rate>& rates, std::vector<PoolOf<Number>>& pools)
      : algebra_(algebra), program_(program), rates_(rates), pools_(pools) {
    for (uint32_t i = 0; i < pools_.size(); ++i) covering_.add(rateOf(i).meter, rateOf(i).key, i);
  }

  // Of the allowances that hold, by number, each turn sees what the ones before left. Sets `taken` and `rest` of the pools
  // from what is billed.
  void take(const std::vector<uint32_t>& holding, const TakingOrder& order) {
    for (PoolOf<Number>& pool : pools_) {
      pool.rest = pool.billed;
      pool.taken.clear();
    }
    std::map<uint32_t, std::vector<uint32_t>> turns;
    for (const uint32_t i : holding) turns[program_.allowances[i].turn].push_back(i);
    for (const auto& [turn, allowances] : turns) takeTurn(allowances, turn == order.turn ? &order : nullptr);
  }

 private:
  const Rate& rateOf(uint32_t pool) const { return rates_[pools_[pool].rate.value]; }

  // Allowances of one turn cover the same, so together they are one; each gives of it in
  // proportion to what it has.
  void takeTurn(const std::vector<uint32_t>& allowances, const TakingOrder* order) {
    base::Rational free = 0;
    for (const uint32_t i : allowances) free += program_.allowances[i].quantity;
    std::vector<uint32_t> pools;
    for (const uint32_t i : covering_.coveredBy(program_.allowances[allowances.front()])) {
      if (!algebra_.knownZero(pools_[i].rest)) pools.push_back(i);
    }
    if (free == 0 || pools.empty()) return;
    if (!order) {
      takeOf(allowances, free, pools, algebra_.constant(free));
      return;
    }
    Number left = algebra_.constant(free);
    for (const std::vector<uint32_t>& alike : byPrice(pools, order->dearest_first)) {
      algebra_.takeFrom(left, takeOf(allowances, free, alike, left));
    }
  }

  // Of `left` of what the allowances have, as much as the pools can take, from each the same part; says how much.
  Number takeOf(const std::vector<uint32_t>& allowances, const base::Rational& free, const std::vector<uint32_t>& pools, const Number& left) {
    Number wanted = pools_[pools.front()].rest;
    for (size_t i = 1; i < pools.size(); ++i) algebra_.addTo(wanted, pools_[pools[i]].rest);
    const Number taken = algebra_.min(left, wanted);
    if (pools.size() == 1) {
      give(pools_[pools.front()], allowances, free, taken);
      return taken;
    }
    const Number fraction = algebra_.div(taken, wanted);
    for (const uint32_t i : pools) give(pools_[i], allowances, free, algebra_.mul(pools_[i].rest, fraction));
    return taken;
  }

  void give(PoolOf<Number>& pool, const std::vector<uint32_t>& allowances, const base::Rational& free, const Number& taken) {
    for (const uint32_t i : allowances) {
      const Number own = allowances.size() == 1 ? taken : algebra_.mul(taken, algebra_.constant(base::Rational(program_.allowances[i].quantity / free)));
      if (!algebra_.knownZero(own)) pool.taken.push_back({i, own});
    }
    algebra_.takeFrom(pool.rest, taken);
  }

  // Pools of one price have no order among them.
  std::vector<std::vector<uint32_t>> byPrice(const std::vector<uint32_t>& pools, bool dearest_first) const {
    std::map<base::Rational, std::vector<uint32_t>> prices;
    for (const uint32_t i : pools) {
      prices[program_.cells.value(program_.rates[rateOf(i).rows.front().value].price)].push_back(i);
    }
    std::vector<std::vector<uint32_t>> ordered;
    for (auto& [price, alike] : prices) ordered.push_back(std::move(alike));
    if (dearest_first) std::reverse(ordered.begin(), ordered.end());
    return ordered;
  }

  const A& algebra_;
  const program::Program& program_;
  const std::vector<Rate>& rates_;
  std::vector<PoolOf<Number>>& pools_;
  Covering covering_;
};

}  // namespace smcost::runtime::rules
