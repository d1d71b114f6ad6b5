// Codes of one kind that files declare, SKUs or regions: known by name, and all of them for whoever misspells one.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace smcost::check {

class Codes {
 public:
  void add(std::string_view code) {
    all_.emplace_back(code);
    known_.emplace(code);
  }
  bool has(std::string_view code) const { return known_.contains(std::string(code)); }
  // In the order of the text, unless they were sorted since.
  const std::vector<std::string>& all() const { return all_; }
  void sort() { std::sort(all_.begin(), all_.end()); }

 private:
  std::vector<std::string> all_;
  std::unordered_set<std::string> known_;
};

}  // namespace smcost::check
