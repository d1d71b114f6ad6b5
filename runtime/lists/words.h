// Words that come again: each kept once, and called by a number.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "runtime/book/digest.h"

namespace smcost::lists {

// Texts that live as long as this.
class Texts {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > left_) {
      left_ = text.size() > kBlock ? text.size() : kBlock;
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
      next_ = blocks_.back().get();
    }
    std::memcpy(next_, text.data(), text.size());
    const std::string_view kept(next_, text.size());
    next_ += text.size();
    left_ -= text.size();
    return kept;
  }

 private:
  static constexpr size_t kBlock = size_t{1} << 16;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  size_t left_ = 0;
};

class Words {
 public:
  static constexpr uint32_t kUnknown = UINT32_MAX;

  uint32_t add(std::string_view word) {
    if (words_.size() * 2 >= slots_.size()) grow();
    size_t slot = slotOf(word);
    if (slots_[slot] == kUnknown) {
      slots_[slot] = static_cast<uint32_t>(words_.size());
      words_.push_back(texts_.keep(word));
    }
    return slots_[slot];
  }
  uint32_t find(std::string_view word) const { return slots_.empty() ? kUnknown : slots_[slotOf(word)]; }
  std::string_view operator[](uint32_t id) const { return words_[id]; }
  size_t size() const { return words_.size(); }

 private:
  static constexpr size_t kFirst = 1024;

  size_t slotOf(std::string_view word) const {
    size_t slot = book::xxh3(word) & (slots_.size() - 1);
    while (slots_[slot] != kUnknown && words_[slots_[slot]] != word) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  void grow() {
    slots_.assign(slots_.empty() ? kFirst : slots_.size() * 2, kUnknown);
    for (uint32_t id = 0; id < words_.size(); ++id) slots_[slotOf(words_[id])] = id;
  }

  Texts texts_;
  std::vector<std::string_view> words_;
  std::vector<uint32_t> slots_;      // a power of two of them, at most half of them taken
};

}  // namespace smcost::lists
