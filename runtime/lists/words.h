// Words that come again: each kept once, and called by a number.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/book/digest.h"
#include "runtime/lists/large_vector.h"

namespace smcost::lists {

// Texts that live as long as this.
class Texts {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > left_) {
      left_ = std::max(text.size(), blocks_.size() < kSmallBlocks ? kBlock : kLargeBlock);
      next_ = blocks_.emplace_back(left_).data();
    }
    std::memcpy(next_, text.data(), text.size());
    const std::string_view kept(next_, text.size());
    next_ += text.size();
    left_ -= text.size();
    return kept;
  }

 private:
  static constexpr size_t kBlock = size_t{1} << 16, kLargeBlock = LargePages<char>::kPage, kSmallBlocks = 8;
  std::vector<LargeArray<char>> blocks_;
  char* next_ = nullptr;
  size_t left_ = 0;
};

class Words {
 public:
  static constexpr uint32_t kUnknown = UINT32_MAX;

  // There will be some `count` words; a few more than that are no harm.
  void reserve(size_t count) {
    words_.reserve(2 * count);
    place(std::bit_ceil(std::max(2 * count, kFirst)));
  }
  uint32_t add(std::string_view word) {
    if (words_.size() * 2 >= slots_.size()) place(slots_.empty() ? kFirst : slots_.size() * 2);
    const uint64_t hash = book::xxh3(word);
    Slot& slot = slots_[slotOf(word, hash)];
    if (slot.id == kUnknown) {
      slot = {static_cast<uint32_t>(words_.size()), tagOf(hash)};
      words_.push_back(texts_.keep(word));
      indexed_ = words_.size();
    }
    return slot.id;
  }
  // A word that very likely is new. Until `index` it has its number, and is not found.
  uint32_t append(std::string_view word) {
    words_.push_back(texts_.keep(word));
    return static_cast<uint32_t>(words_.size() - 1);
  }
  // Those that were appended are found by their first number from now on. again(first, other): one had come before.
  template <class Again>
  void index(Again again) {
    if (words_.size() * 2 >= slots_.size()) place(std::bit_ceil(std::max(words_.size() * 2 + 1, kFirst)));
    putInSlots(std::exchange(indexed_, words_.size()), again);
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
  void place(size_t slots) {
    slots_.assign(slots, {});
    putInSlots(0, [](uint32_t, uint32_t) {});
  }
  // Slots lie anywhere: each is on its way while some words before are put in.
  template <class Again>
  void putInSlots(size_t begin, Again again) {
    constexpr size_t kAhead = 16;
    std::array<uint64_t, kAhead> hashes{};
    const auto comes = [&](size_t id) {
      hashes[id % kAhead] = book::xxh3(words_[id]);
      __builtin_prefetch(&slots_[hashes[id % kAhead] & (slots_.size() - 1)], 1);
    };
    for (size_t id = begin; id < std::min(begin + kAhead, indexed_); ++id) comes(id);
    for (size_t id = begin; id < indexed_; ++id) {
      const uint64_t hash = hashes[id % kAhead];
      if (id + kAhead < indexed_) comes(id + kAhead);
      Slot& slot = slots_[slotOf(words_[id], hash)];
      if (slot.id == kUnknown) slot = {static_cast<uint32_t>(id), tagOf(hash)};
      else again(slot.id, static_cast<uint32_t>(id));
    }
  }

  Texts texts_;
  LargeVector<std::string_view> words_;
  size_t indexed_ = 0;               // of the words
  LargeVector<Slot> slots_;          // a power of two of them, at most half of them taken
};

}  // namespace smcost::lists
