// Names that are no `param`'s: what a statement commits to for an hour.
#pragma once

#include <string_view>

namespace smcost::check {

// "saving.commitment": the amount of `saving`, unless a `param` of an included file is called so.
inline constexpr std::string_view kAmountPart = "commitment";

inline bool saysAmount(std::string_view name) {
  const size_t dot = name.rfind('.');
  return dot != std::string_view::npos && name.substr(dot + 1) == kAmountPart;
}

}  // namespace smcost::check
