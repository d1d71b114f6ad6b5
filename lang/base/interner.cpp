#include "lang/base/interner.h"

#include <utility>

namespace smcost::base {

Interner::Interner(const Interner& other) {
  for (const std::string& text : other.texts_) intern(text);
}

Interner& Interner::operator=(const Interner& other) {
  Interner copy(other);
  return *this = std::move(copy);
}

NameId Interner::intern(std::string_view text) {
  if (auto found = ids_.find(text); found != ids_.end()) return found->second;
  NameId id{static_cast<uint32_t>(texts_.size())};
  const std::string& kept = texts_.emplace_back(text);
  ids_.emplace(kept, id);
  return id;
}

NameId Interner::find(std::string_view text) const {
  auto found = ids_.find(text);
  return found == ids_.end() ? NameId{} : found->second;
}

}  // namespace smcost::base
