// Base units as a reader would say them.
#include "lang/check/values/values.h"

namespace smcost::check {

std::optional<std::string> unitWordOf(Values& cx, DimensionId dimension, std::string_view number) {
  const auto& factors = cx.dimensions().factors(dimension);
  if (factors.size() != 1 || factors[0].exponent != 1) return std::nullopt;
  std::optional<std::string> first;
  for (const std::string& spelling : cx.units.spellings()) {
    auto unit = cx.units.find(spelling);
    if (cx.units[*unit].dimension != dimension || cx.units[*unit].scale != 1) continue;
    if (!first) first = spelling;
    auto plural = cx.units.find(spelling + "s");
    if (plural && *plural == *unit) return number == "1" ? spelling : spelling + "s";
  }
  return first;
}

bool isOnlyUnit(Values& cx, std::string_view word) {
  const auto unit = cx.units.find(word);
  if (!unit) return false;
  size_t units = 0;
  for (uint32_t i = 0; i < cx.units.size(); ++i) units += cx.units[units::UnitId{i}].dimension == cx.units[*unit].dimension ? 1 : 0;
  return units == 1;
}

}  // namespace smcost::check
