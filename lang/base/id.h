// Typed index into a store. Two stores never share an id type, so an id of one
// cannot be used to look into another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace smcost::base {

template <class Tag>
struct Id {
  static constexpr uint32_t kNone = UINT32_MAX;

  uint32_t value = kNone;

  constexpr bool isNone() const { return value == kNone; }
  constexpr explicit operator bool() const { return value != kNone; }
  constexpr auto operator<=>(const Id&) const = default;
};

}  // namespace smcost::base

template <class Tag>
struct std::hash<smcost::base::Id<Tag>> {
  size_t operator()(smcost::base::Id<Tag> id) const noexcept { return id.value * 0x9E3779B97F4A7C15ULL; }
};
