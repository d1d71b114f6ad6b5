// Every kind of message as a constant: `kinds::unit_mismatch`. Made from kinds.def.
#pragma once

#include <span>
#include <string_view>
#include <cstdint>

#include "lang/diagnostics/diagnostic.h"

namespace smcost::diagnostics {

using Text = std::string_view;

// How many `{}` a message has; must equal the number of argument types.
constexpr size_t placeholders(std::string_view text) {
  size_t count = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) count += text[i] == '{' && text[i + 1] == '}';
  return count;
}

template <class... Args>
constexpr size_t arity(const Kind<Args...>&) {
  return sizeof...(Args);
}

namespace kinds {
#define SMCOST_KIND(number, name, severity, text, ...)                                       \
  inline constexpr Kind<__VA_ARGS__> name{{number, Severity::severity, #name, text}};        \
  static_assert(placeholders(text) == arity(name), "message and argument types differ: " #name);
#include "lang/diagnostics/kinds.def"
#undef SMCOST_KIND
}  // namespace kinds

// All kinds, by number.
std::span<const KindInfo* const> allKinds();
const KindInfo* findKind(uint16_t number);

}  // namespace smcost::diagnostics
