// Which usage type of a list is which meter, key and region: a price list of the library, made quick to ask.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "lang/program/price_list.h"

namespace smcost::lists {

class PriceMap {
 public:
  explicit PriceMap(const program::PriceList& list);

  struct Found {
    const program::UsageType* type = nullptr;
    std::string_view key = {};                          // of an open pattern
    const program::IgnoredUsage* ignored = nullptr;
    std::string_view usage = {};                        // without the region's prefix
  };

  const program::ListRegion* region(std::string_view name) const;
  const program::ListRegion* regionTitled(std::string_view title) const;
  // The region whose prefix the usage type has.
  const program::ListRegion* regionOf(std::string_view usage) const;
  // Neither a type nor a reason to ignore it: unknown.
  Found find(const program::ListRegion& region, std::string_view usage) const;
  // Without a prefix.
  Found find(std::string_view usage) const;
  // "h" of "Hrs"; empty: the list has no such unit.
  std::string_view unit(std::string_view name) const;
  const program::PriceList& list() const { return list_; }

 private:
  struct Pattern {
    std::string_view before = {}, after = {};
    bool is_open = false;
    const program::UsageType* type = nullptr;
    const program::IgnoredUsage* ignored = nullptr;
  };
  void add(std::string_view text, char open, char close, Pattern pattern);

  const program::PriceList& list_;
  std::array<std::vector<Pattern>, 256> patterns_;      // by their first character, the longest first
};

}  // namespace smcost::lists
