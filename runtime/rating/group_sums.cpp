#include "runtime/rating/group_sums.h"

#include <unordered_map>

namespace smcost::runtime {

std::vector<std::pair<uint32_t, base::Rational>> sumsOfGroups(const ResultColumn& column, std::vector<uint32_t> group) {
  std::vector<std::pair<uint32_t, base::Rational>> sums;
  std::unordered_map<uint32_t, uint32_t> places;
  // Neighbouring rows are mostly of one group.
  uint32_t last = UINT32_MAX, place = UINT32_MAX;
  for (uint32_t& own : group) {
    if (own == UINT32_MAX) continue;
    if (own != last) {
      last = own;
      const auto [found, is_new] = places.try_emplace(own, static_cast<uint32_t>(sums.size()));
      if (is_new) sums.emplace_back(own, 0);
      place = found->second;
    }
    own = place;
  }
  if (sums.empty()) return sums;
  const std::vector<base::Rational> values = column.sumByGroup(group, sums.size());
  for (size_t i = 0; i < sums.size(); ++i) sums[i].second = values[i];
  return sums;
}

}  // namespace smcost::runtime
