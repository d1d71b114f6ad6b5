// How a provider writes down what it sells, as the library says it: which of its usage types is which
// meter, and what its units and regions are called. Whoever reads a provider's list or its bill asks this.
#pragma once

#include <string>
#include <vector>

namespace smcost::program {

// A declared meter as a list has it. `{name}` in a pattern, at most once and never at its beginning, stands for the
// value of the meter's key. In front of it a list writes the prefix of the region.
struct UsageType {
  std::string pattern;       // "Fit:{machine}"
  std::string meter;         // as a price book calls it
  std::string key;           // "2 GB": that a pattern without `{name}` is for; empty: the meter has none
  std::string unit;          // of the list: "Hrs"
  bool is_free = false;      // the library says that the meter costs nothing: a list's price of 0 agrees
};

struct ListUnit {
  std::string name;          // of the list: "Hrs"
  std::string unit;          // of the language, as it stands behind `USD/`: "h"
};

struct ListRegion {
  std::string name, title;                 // "north-2", "Somewhere (North)"
  std::vector<std::string> prefixes;       // "NO-"; an empty one: none
};

// Usage types that are no price of a meter, and why: told, never dropped in silence.
struct IgnoredUsage {
  std::string pattern;       // "Reserved:*", where `*`, at most once and never at its beginning, stands for anything
  std::string reason;
};

struct PriceList {
  std::string name;          // of the provider
  std::string service;       // the module that declares it
  std::string edition;       // that a book of it has
  std::string currency;
  std::string plan;          // that the rates of its plans are for; empty: none
  std::string url;           // `{region}` stands for a region
  std::vector<ListUnit> units;
  std::vector<IgnoredUsage> ignored;
  std::vector<UsageType> usage;
  std::vector<ListRegion> regions;
};

}  // namespace smcost::program
