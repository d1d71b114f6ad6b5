// A price list of the library, made quick to ask: which usage type is which meter, and what units and regions are called.
#pragma once

#include <string_view>

#include "lang/program/price_list.h"
#include "runtime/book/usage_types.h"

namespace smcost::lists {

class PriceMap {
 public:
  explicit PriceMap(const program::PriceList& list) : list_(list), types_(list) {}

  struct Found {
    const program::UsageType* type = nullptr;
    std::string_view key;                               // empty: the meter has none
    const program::IgnoredUsage* ignored = nullptr;     // neither: unknown
    std::string_view usage;                             // without the region's prefix
  };

  const program::ListRegion* region(std::string_view name) const;
  const program::ListRegion* regionTitled(std::string_view title) const;
  // The region whose prefix the usage type has, if it means anything there.
  const program::ListRegion* regionOf(std::string_view usage) const { return types_.find(usage).region; }
  // A prefix of another region is unknown.
  Found find(const program::ListRegion& region, std::string_view usage, bool has_prefix) const;
  // "h" of "Hrs"; empty: the list has no such unit.
  std::string_view unit(std::string_view name) const;
  const program::PriceList& list() const { return list_; }

 private:
  const program::PriceList& list_;
  book::UsageTypes types_;
};

}  // namespace smcost::lists
