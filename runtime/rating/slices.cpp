#include "runtime/rating/slices.h"

#include "runtime/rating/rationals.h"

namespace smcost::runtime {

namespace {

// A tier that commitments took all of is not shown beside them.
void dropEmptied(std::vector<std::vector<Slice>>& of_part) {
  for (auto& slices : of_part) {
    if (slices.empty() || slices.back().reason != Reason::plan) continue;
    std::erase_if(slices, [](const Slice& slice) { return slice.reason == Reason::tier && slice.quantity == 0; });
  }
}

}  // namespace

Slices cutSlices(const program::Program& program, BillData& data, const std::vector<base::Rational>& committed,
                 const rules::TakingOrder& order) {
  rules::Terms terms{program, data.rates, data.plan_rates, {}};
  for (const AllowanceUse& use : data.allowances) {
    if (use.holding == Holding::holds) terms.allowances.push_back(use.allowance);
  }
  Slices slices = rules::Cutter<Rationals>({}, terms, data.pools, data.parts, committed).run(order);
  dropEmptied(slices.of_part);
  return slices;
}

}  // namespace smcost::runtime
