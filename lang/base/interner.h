// Names as small ids: equal text, equal id. The texts live as long as the interner.
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
  // A copy has texts of its own, under the same ids.
  Interner(const Interner& other);
  Interner& operator=(const Interner& other);
  Interner(Interner&&) = default;
  Interner& operator=(Interner&&) = default;

  NameId intern(std::string_view text);
  // None when the text was never interned.
  NameId find(std::string_view text) const;
  std::string_view text(NameId id) const { return texts_[id.value]; }
  size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, NameId> ids_;
};

}  // namespace smcost::base
