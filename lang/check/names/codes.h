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
  Codes() = default;
  // Goes on from frozen ones, which must outlive it.
  explicit Codes(const Codes* below) : below_(below) {}

  void add(std::string_view code) {
    all_.clear();
    own_.emplace_back(code);
    known_.emplace(code);
  }
  bool has(std::string_view code) const {
    const std::string sought(code);
    for (const Codes* at = this; at; at = at->below_) {
      if (at->known_.contains(sought)) return true;
    }
    return false;
  }
  // Sorted; found when first asked for.
  const std::vector<std::string>& all() {
    if (all_.empty()) {
      for (const Codes* at = this; at; at = at->below_) all_.insert(all_.end(), at->own_.begin(), at->own_.end());
      std::sort(all_.begin(), all_.end());
    }
    return all_;
  }

 private:
  const Codes* below_ = nullptr;
  std::vector<std::string> own_, all_;
  std::unordered_set<std::string> known_;
};

}  // namespace smcost::check
