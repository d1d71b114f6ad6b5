// Names as small ids: equal text, equal id. The texts live as long as the interner, and as what it goes on from.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lang/base/id.h"

namespace smcost::base {

using NameId = Id<struct NameTag>;

class Interner {
 public:
  Interner() = default;
  // Goes on from a frozen one, which must outlive it.
  explicit Interner(const Interner* below) : below_(below), first_(below ? below->size() : 0) {}
  // A copy has texts of its own, under the same ids.
  Interner(const Interner& other);
  Interner& operator=(const Interner& other);
  Interner(Interner&&) = default;
  Interner& operator=(Interner&&) = default;

  NameId intern(std::string_view text);
  // None when the text was never interned.
  NameId find(std::string_view text) const;
  std::string_view text(NameId id) const {
    const Interner* at = this;
    while (id.value < at->first_) at = at->below_;
    return at->texts_[id.value - at->first_];
  }
  size_t size() const { return first_ + texts_.size(); }

 private:
  const Interner* below_ = nullptr;
  size_t first_ = 0;
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, NameId> ids_;
};

}  // namespace smcost::base
