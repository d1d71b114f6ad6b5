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
    const uint64_t hash = book::xxh3(word);
    Slot& slot = slots_[slotOf(word, hash)];
    if (slot.id == kUnknown) {
      slot = {static_cast<uint32_t>(words_.size()), tagOf(hash)};
      words_.push_back(texts_.keep(word));
    }
    return slot.id;
  }
  uint32_t find(std::string_view word) const { return slots_.empty() ? kUnknown : slots_[slotOf(word, book::xxh3(word))].id; }
  // The same, quickly where it is the word behind the one that was found last.
  uint32_t find(std::string_view word, uint32_t last) const { return last + 1 < words_.size() && words_[last + 1] == word ? last + 1 : find(word); }
  std::string_view operator[](uint32_t id) const { return words_[id]; }
  size_t size() const { return words_.size(); }

 private:
  static constexpr size_t kFirst = 1024;

  struct Slot {
    uint32_t id = kUnknown;
    uint32_t tag = 0;                // of its hash: a word that is another one is not looked at
  };

  static uint32_t tagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }
  size_t slotOf(std::string_view word, uint64_t hash) const {
    const auto isIt = [&](const Slot& slot) { return slot.tag == tagOf(hash) && words_[slot.id] == word; };
    size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot].id != kUnknown && !isIt(slots_[slot])) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  void grow() {
    slots_.assign(slots_.empty() ? kFirst : slots_.size() * 2, {});
    for (uint32_t id = 0; id < words_.size(); ++id) {
      const uint64_t hash = book::xxh3(words_[id]);
      slots_[slotOf(words_[id], hash)] = {id, tagOf(hash)};
    }
  }

  Texts texts_;
  std::vector<std::string_view> words_;
  std::vector<Slot> slots_;          // a power of two of them, at most half of them taken
};

}  // namespace smcost::lists
