#include "runtime/catalog/allowances.h"

#include <algorithm>

#include "lang/calendar/dates.h"

namespace smcost::runtime {

Holding holdingOf(const program::Program& program, uint32_t index) {
  const program::Allowance& allowance = program.allowances[index];
  const program::FreeTier& tier = program.free_tier;
  const auto chosen = [&](uint32_t one) { return std::find(tier.chosen.begin(), tier.chosen.end(), one) != tier.chosen.end(); };
  if (allowance.trial_months > 0) {
    if (!tier.on || !tier.account_since || !program.period.first_day) return Holding::free_tier_off;
    const uint32_t begins = calendar::dateOf(*tier.account_since).monthNumber();
    const uint32_t billed = calendar::dateOf(*program.period.first_day).monthNumber();
    if (billed < begins) return Holding::not_begun;
    if (billed >= begins + allowance.trial_months) return Holding::over;
  }
  const bool other = std::any_of(allowance.excludes.begin(), allowance.excludes.end(), chosen);
  return other && !chosen(index) ? Holding::not_chosen : Holding::holds;
}

void Covering::add(program::MeterId meter, program::KeyId key, uint32_t number) {
  of_meter_[meter].push_back(number);
  of_key_[meter][key].push_back(number);
}

std::vector<uint32_t> Covering::coveredBy(const program::Allowance& allowance) const {
  Numbers covered;
  const auto take = [&](const auto& lists, const auto& wanted) {
    const auto found = lists.find(wanted);
    if (found != lists.end()) covered.insert(covered.end(), found->second.begin(), found->second.end());
  };
  for (const program::Cover& cover : allowance.covers) {
    if (cover.keys.empty()) take(of_meter_, cover.meter);
    const auto keys = of_key_.find(cover.meter);
    if (keys == of_key_.end()) continue;
    for (const program::KeyId key : cover.keys) take(keys->second, key);
  }
  std::sort(covered.begin(), covered.end());
  covered.erase(std::unique(covered.begin(), covered.end()), covered.end());
  return covered;
}

}  // namespace smcost::runtime
