#include "runtime/lists/price_map.h"

#include <algorithm>

namespace smcost::lists {

PriceMap::PriceMap(const program::PriceList& list) : list_(list) {
  for (const program::UsageType& type : list.usage) add(type.pattern, '{', '}', {.type = &type});
  for (const program::IgnoredUsage& ignored : list.ignored) add(ignored.pattern, '*', '*', {.ignored = &ignored});
  for (auto& patterns : patterns_) {
    // Of two that match, the narrower one holds: it says more of the text.
    const auto said = [](const Pattern& pattern) { return std::pair(!pattern.is_open, pattern.before.size() + pattern.after.size()); };
    std::stable_sort(patterns.begin(), patterns.end(), [&](const Pattern& a, const Pattern& b) { return said(a) > said(b); });
  }
}

void PriceMap::add(std::string_view text, char open, char close, Pattern pattern) {
  if (text.empty()) return;
  const size_t begin = text.find(open);
  pattern.before = text.substr(0, begin);
  if (begin != std::string_view::npos) {
    pattern.is_open = true;
    pattern.after = text.substr(std::min(text.size(), text.find(close, begin) + 1));
  }
  patterns_[static_cast<unsigned char>(text[0])].push_back(pattern);
}

const program::ListRegion* PriceMap::region(std::string_view name) const {
  const auto found = std::find_if(list_.regions.begin(), list_.regions.end(), [&](const auto& region) { return region.name == name; });
  return found == list_.regions.end() ? nullptr : &*found;
}

const program::ListRegion* PriceMap::regionTitled(std::string_view title) const {
  const auto found = std::find_if(list_.regions.begin(), list_.regions.end(), [&](const auto& region) { return region.title == title; });
  return found == list_.regions.end() ? nullptr : &*found;
}

const program::ListRegion* PriceMap::regionOf(std::string_view usage) const {
  const program::ListRegion* found = nullptr;
  size_t longest = 0;
  for (const program::ListRegion& region : list_.regions) {
    for (const std::string& prefix : region.prefixes) {
      if (!usage.starts_with(prefix) || (found && prefix.size() <= longest)) continue;
      found = &region;
      longest = prefix.size();
    }
  }
  return found;
}

PriceMap::Found PriceMap::find(const program::ListRegion& region, std::string_view usage) const {
  for (const std::string& prefix : region.prefixes) {
    if (!usage.starts_with(prefix)) continue;
    const Found found = find(usage.substr(prefix.size()));
    if (found.type || found.ignored) return found;
  }
  return {.usage = usage};
}

PriceMap::Found PriceMap::find(std::string_view usage) const {
  if (usage.empty()) return {};
  for (const Pattern& pattern : patterns_[static_cast<unsigned char>(usage[0])]) {
    const size_t least = pattern.before.size() + pattern.after.size() + (pattern.type && pattern.is_open ? 1 : 0);
    const bool fits = pattern.is_open ? usage.size() >= least && usage.starts_with(pattern.before) && usage.ends_with(pattern.after) : usage == pattern.before;
    if (!fits) continue;
    const size_t open = usage.size() - pattern.before.size() - pattern.after.size();
    return {pattern.type, pattern.is_open ? usage.substr(pattern.before.size(), open) : std::string_view(), pattern.ignored, usage};
  }
  return {.usage = usage};
}

std::string_view PriceMap::unit(std::string_view name) const {
  for (const program::ListUnit& unit : list_.units) {
    if (unit.name == name) return unit.unit;
  }
  return {};
}

}  // namespace smcost::lists
