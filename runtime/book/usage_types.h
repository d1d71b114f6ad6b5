// What a usage type of a provider's list or bill means: the region that its prefix says, then the narrowest pattern.
// One walk over its letters, however many patterns there are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/program/price_list.h"

namespace smcost::book {

struct UsageMeaning {
  const program::ListRegion* region = nullptr;    // none: the usage type is not understood
  const program::UsageType* usage = nullptr;      // of a meter
  std::string_view key;                           // of the meter: a part of the usage type, or what the pattern is for
  const program::IgnoredUsage* ignored = nullptr;  // instead of a meter

  bool isUnknown() const { return region == nullptr; }
};

class UsageTypes {
 public:
  // The list must outlive this, and has passed the checker: no two of its patterns can be meant at once.
  explicit UsageTypes(const program::PriceList& list);

  // Of several prefixes the longest holds, whatever stands behind it: another reading would be a guess.
  UsageMeaning find(std::string_view usage_type) const;
  // The same of a usage type without a prefix.
  UsageMeaning findIn(const program::ListRegion& region, std::string_view usage_type) const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  // A trie: children are linked, as few stand in each place.
  struct Node {
    char letter = 0;
    uint32_t child = kNone, sibling = kNone;
    uint32_t first = kNone;   // of the entries that end here: a region, or patterns
  };
  // A region (of the list's), or a pattern whose literal beginning ends at its node; sorted, the narrower first.
  struct Entry {
    std::string after;
    size_t least = 0;          // characters in between
    bool is_open = false;
    const program::UsageType* usage = nullptr;
    const program::IgnoredUsage* ignored = nullptr;
    const program::ListRegion* region = nullptr;
    uint32_t next = kNone;
  };

  uint32_t step(uint32_t node, char letter) const;
  uint32_t add(uint32_t root, std::string_view path);
  void insert(uint32_t node, Entry entry);
  void addPattern(std::string_view text, Entry entry);

  std::vector<Node> nodes_;
  std::vector<Entry> entries_;
  uint32_t prefixes_ = 0, patterns_ = 1;   // roots
};

}  // namespace smcost::book
