// Stores that go on from a frozen one: what stands below is shared and never changes, what is added is one's own, and the
// ids of both are one row of numbers. The one below must outlive the one above.
#pragma once

#include <cstddef>
#include <deque>
#include <iterator>
#include <utility>
#include <vector>

#include "lang/base/check.h"

namespace smcost::base {

template <class T, class Own = std::vector<T>>
class Layered {
 public:
  using value_type = T;

  Layered() = default;
  // Null: nothing stands below.
  explicit Layered(const Layered* below) : below_(below), first_(below ? below->size() : 0) {}

  size_t size() const { return first_ + own_.size(); }
  bool empty() const { return size() == 0; }
  const T& operator[](size_t i) const {
    const Layered* at = this;
    while (i < at->first_) at = at->below_;
    return at->own_[i - at->first_];
  }
  const T& front() const { return (*this)[0]; }
  const T& back() const { return (*this)[size() - 1]; }

  // One of those that were added here.
  T& own(size_t i) {
    SMCOST_CHECK(i >= first_, "what stands below is frozen");
    return own_[i - first_];
  }
  const Layered* below() const { return below_; }
  size_t firstOwn() const { return first_; }
  Own& owned() { return own_; }
  const Own& owned() const { return own_; }
  // All of them as one's own, to change.
  Own& edit() {
    if (first_ == 0) return own_;
    Own all(begin(), end());
    below_ = nullptr;
    first_ = 0;
    own_ = std::move(all);
    return own_;
  }

  template <class... Arguments>
  T& emplace_back(Arguments&&... arguments) {
    return own_.emplace_back(std::forward<Arguments>(arguments)...);
  }
  void push_back(T item) { own_.push_back(std::move(item)); }
  void reserve(size_t count) {
    if (count > first_) own_.reserve(count - first_);
  }

  class const_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    const_iterator() = default;
    const_iterator(const Layered* list, size_t at) : list_(list), at_(at) {}
    reference operator*() const { return (*list_)[at_]; }
    pointer operator->() const { return &(*list_)[at_]; }
    const_iterator& operator++() {
      ++at_;
      return *this;
    }
    const_iterator operator++(int) {
      const_iterator before = *this;
      ++at_;
      return before;
    }
    bool operator==(const const_iterator& other) const { return at_ == other.at_; }

   private:
    const Layered* list_ = nullptr;
    size_t at_ = 0;
  };
  const_iterator begin() const { return {this, 0}; }
  const_iterator end() const { return {this, size()}; }

 private:
  const Layered* below_ = nullptr;
  size_t first_ = 0;
  Own own_;
};

// Its addresses stay when it grows.
template <class T>
using LayeredDeque = Layered<T, std::deque<T>>;

// What a key maps to above stands in place of what it maps to below.
template <class Map>
class LayeredMap {
 public:
  using Key = typename Map::key_type;
  using Mapped = typename Map::mapped_type;

  LayeredMap() = default;
  explicit LayeredMap(const LayeredMap* below) : below_(below) {}

  // Null when there is none.
  template <class Sought>
  const Mapped* find(const Sought& key) const {
    for (const LayeredMap* at = this; at; at = at->below_) {
      if (const auto found = at->own_.find(key); found != at->own_.end()) return &found->second;
    }
    return nullptr;
  }
  // The one that is there, and whether it is the new one.
  std::pair<const Mapped*, bool> add(Key key, Mapped value) {
    if (below_) {
      if (const Mapped* known = below_->find(key)) return {known, false};
    }
    const auto [at, is_new] = own_.try_emplace(std::move(key), std::move(value));
    return {&at->second, is_new};
  }
  // One's own, to change; with a copy of what is below when there is none yet.
  Mapped& edit(const Key& key) {
    const auto found = own_.find(key);
    if (found != own_.end()) return found->second;
    const Mapped* known = below_ ? below_->find(key) : nullptr;
    return own_.emplace(key, known ? *known : Mapped{}).first->second;
  }
  std::vector<Key> keys() const {
    std::vector<Key> all;
    for (const LayeredMap* at = this; at; at = at->below_) {
      for (const auto& [key, mapped] : at->own_) {
        if (at == this || !own_.contains(key)) all.push_back(key);
      }
    }
    return all;
  }
  // Forgets what was added here.
  void clear() { own_.clear(); }

 private:
  const LayeredMap* below_ = nullptr;
  Map own_;
};

}  // namespace smcost::base
