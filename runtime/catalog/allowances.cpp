#include "runtime/catalog/allowances.h"

#include <algorithm>

#include "runtime/catalog/dates.h"

namespace smcost::runtime {

Holding holdingOf(const program::Program& program, uint32_t index) {
  const program::Allowance& allowance = program.allowances[index];
  const program::FreeTier& tier = program.free_tier;
  const auto chosen = [&](uint32_t one) { return std::find(tier.chosen.begin(), tier.chosen.end(), one) != tier.chosen.end(); };
  if (allowance.trial_months > 0) {
    if (!tier.on || !tier.account_since || !program.period.first_day) return Holding::free_tier_off;
    const uint32_t begins = dateOf(*tier.account_since).monthNumber();
    const uint32_t billed = dateOf(*program.period.first_day).monthNumber();
    if (billed < begins) return Holding::not_begun;
    if (billed >= begins + allowance.trial_months) return Holding::over;
  }
  const bool other = std::any_of(allowance.excludes.begin(), allowance.excludes.end(), chosen);
  return other && !chosen(index) ? Holding::not_chosen : Holding::holds;
}

bool covers(const program::Allowance& allowance, program::MeterId meter, program::KeyId key) {
  return std::any_of(allowance.covers.begin(), allowance.covers.end(), [&](const program::Cover& cover) {
    return cover.meter == meter &&
           (cover.keys.empty() || std::find(cover.keys.begin(), cover.keys.end(), key) != cover.keys.end());
  });
}

}  // namespace smcost::runtime
