#include "runtime/lists/price_map.h"

#include <algorithm>

namespace smcost::lists {

const program::ListRegion* PriceMap::region(std::string_view name) const {
  const auto found = std::find_if(list_.regions.begin(), list_.regions.end(), [&](const auto& region) { return region.name == name; });
  return found == list_.regions.end() ? nullptr : &*found;
}

const program::ListRegion* PriceMap::regionTitled(std::string_view title) const {
  const auto found = std::find_if(list_.regions.begin(), list_.regions.end(), [&](const auto& region) { return !title.empty() && region.title == title; });
  return found == list_.regions.end() ? nullptr : &*found;
}

PriceMap::Found PriceMap::find(const program::ListRegion& region, std::string_view usage, bool has_prefix) const {
  const book::UsageMeaning meaning = has_prefix ? types_.find(usage) : types_.findIn(region, usage);
  Found found{nullptr, {}, nullptr, usage};
  if (meaning.isUnknown() || meaning.region->name != region.name) return found;
  // What a prefix leaves begins behind the longest one that fits, as the usage type was read.
  size_t prefix = 0;
  for (const std::string& text : region.prefixes) {
    if (has_prefix && usage.starts_with(text)) prefix = std::max(prefix, text.size());
  }
  return {meaning.usage, meaning.key, meaning.ignored, usage.substr(prefix)};
}

std::string_view PriceMap::unit(std::string_view name) const {
  for (const program::ListUnit& unit : list_.units) {
    if (unit.name == name) return unit.unit;
  }
  return {};
}

}  // namespace smcost::lists
