#include "runtime/book/usage_types.h"

#include "lang/base/check.h"
#include "lang/program/usage_pattern.h"

namespace smcost::book {

UsageTypes::UsageTypes(const program::PriceList& list) : nodes_(2) {
  for (const program::ListRegion& region : list.regions) {
    for (const std::string& prefix : region.prefixes) {
      Entry entry;
      entry.region = &region;
      insert(add(prefixes_, prefix), std::move(entry));
    }
  }
  for (const program::UsageType& usage : list.usage) {
    Entry entry;
    entry.usage = &usage;
    addPattern(usage.pattern, std::move(entry));
  }
  for (const program::IgnoredUsage& ignored : list.ignored) {
    Entry entry;
    entry.ignored = &ignored;
    addPattern(ignored.pattern, std::move(entry));
  }
}

uint32_t UsageTypes::step(uint32_t node, char letter) const {
  uint32_t child = nodes_[node].child;
  while (child != kNone && nodes_[child].letter != letter) child = nodes_[child].sibling;
  return child;
}

uint32_t UsageTypes::add(uint32_t root, std::string_view path) {
  uint32_t node = root;
  for (const char letter : path) {
    uint32_t next = step(node, letter);
    if (next == kNone) {
      next = static_cast<uint32_t>(nodes_.size());
      nodes_.push_back({letter, kNone, nodes_[node].child, kNone});
      nodes_[node].child = next;
    }
    node = next;
  }
  return node;
}

// Behind those that are as narrow: a literal, then a longer end, then one that wants more in between.
void UsageTypes::insert(uint32_t node, Entry entry) {
  const auto isNarrower = [](const Entry& a, const Entry& b) {
    if (a.is_open != b.is_open) return b.is_open;
    if (a.after.size() != b.after.size()) return a.after.size() > b.after.size();
    return a.least > b.least;
  };
  uint32_t before = kNone, at = nodes_[node].first;
  while (at != kNone && !isNarrower(entry, entries_[at])) {
    before = at;
    at = entries_[at].next;
  }
  entry.next = at;
  const auto index = static_cast<uint32_t>(entries_.size());
  entries_.push_back(std::move(entry));
  (before == kNone ? nodes_[node].first : entries_[before].next) = index;
}

void UsageTypes::addPattern(std::string_view text, Entry entry) {
  const auto pattern = program::readUsagePattern(text);
  SMCOST_CHECK(pattern.has_value(), "the checker reads the patterns of a list");
  entry.is_open = pattern->is_open;
  entry.after = std::string(pattern->after);
  entry.least = pattern->least();
  insert(add(patterns_, pattern->before), std::move(entry));
}

UsageMeaning UsageTypes::findIn(const program::ListRegion& region, std::string_view usage_type) const {
  UsageMeaning found;
  uint32_t node = patterns_;
  for (size_t read = 0; node != kNone; ++read) {
    // What is found further on begins with more, and is narrower.
    for (uint32_t at = nodes_[node].first; at != kNone; at = entries_[at].next) {
      const Entry& entry = entries_[at];
      const std::string_view rest = usage_type.substr(read);
      const bool matches = entry.is_open ? rest.size() >= entry.least + entry.after.size() && rest.ends_with(entry.after) : rest.empty();
      if (!matches) continue;
      found = {&region, entry.usage, {}, entry.ignored};
      if (entry.usage) found.key = entry.is_open ? rest.substr(0, rest.size() - entry.after.size()) : std::string_view(entry.usage->key);
      break;
    }
    if (read == usage_type.size()) break;
    node = step(node, usage_type[read]);
  }
  return found;
}

UsageMeaning UsageTypes::find(std::string_view usage_type) const {
  const program::ListRegion* region = nullptr;
  size_t prefix = 0;
  uint32_t node = prefixes_;
  for (size_t read = 0; node != kNone; ++read) {
    if (const uint32_t first = nodes_[node].first; first != kNone) {
      region = entries_[first].region;
      prefix = read;
    }
    if (read == usage_type.size()) break;
    node = step(node, usage_type[read]);
  }
  return region ? findIn(*region, usage_type.substr(prefix)) : UsageMeaning{};
}

}  // namespace smcost::book
