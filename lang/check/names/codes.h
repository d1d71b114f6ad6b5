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
  // Sorted.
  std::vector<std::string> all() const {
    std::vector<std::string> codes;
    for (const Codes* at = this; at; at = at->below_) codes.insert(codes.end(), at->own_.begin(), at->own_.end());
    std::sort(codes.begin(), codes.end());
    return codes;
  }

 private:
  const Codes* below_ = nullptr;
  std::vector<std::string> own_;
  std::unordered_set<std::string> known_;
};

}  // namespace smcost::check
