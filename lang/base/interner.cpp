#include "lang/base/interner.h"

#include <utility>

namespace smcost::base {

Interner::Interner(const Interner& other) : below_(other.below_), first_(other.first_) {
  for (const std::string& text : other.texts_) intern(text);
}

Interner& Interner::operator=(const Interner& other) {
  Interner copy(other);
  return *this = std::move(copy);
}

NameId Interner::intern(std::string_view text) {
  if (const NameId known = find(text)) return known;
  const NameId id{static_cast<uint32_t>(size())};
  const std::string& kept = texts_.emplace_back(text);
  ids_.emplace(kept, id);
  return id;
}

NameId Interner::find(std::string_view text) const {
  for (const Interner* at = this; at; at = at->below_) {
    if (const auto found = at->ids_.find(text); found != at->ids_.end()) return found->second;
  }
  return {};
}

}  // namespace smcost::base
