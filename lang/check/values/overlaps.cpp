// Which kinds of value a parameter takes, and whether two take the same: then no unlabelled item could tell them apart.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/values/values.h"

namespace smcost::check {

bool acceptsDimension(Values& cx, const Type& type, DimensionId dimension) {
  if (type.kind != Kind::number) return false;
  if (dimension == type.dimension) return true;
  if (!cx.has_calendar || dimension == units::kNoDimension) return false;
  auto& dimensions = cx.dimensions();
  for (DimensionId per : {cx.day, cx.time, cx.month}) {
    if (dimension == dimensions.divide(type.dimension, per)) return true;
  }
  return type.dimension == cx.time && dimension == cx.day;
}

bool kindsOverlap(Values& cx, const Type& a, const Type& b, std::string& why) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::word) {
    for (const std::string& word : cx.words[a.index].words) {
      const auto& other = cx.words[b.index].words;
      if (std::find(other.begin(), other.end(), word) != other.end()) {
        why = fmt::format("both take the word `{}`", word);
        return true;
      }
    }
    return false;
  }
  if (a.kind != Kind::number) {
    why = fmt::format("both take a {}", showType(cx, a));
    return true;
  }
  auto& dimensions = cx.dimensions();
  std::vector<DimensionId> taken = {a.dimension};
  if (cx.has_calendar) {
    for (DimensionId per : {cx.day, cx.time, cx.month}) taken.push_back(dimensions.divide(a.dimension, per));
    if (a.dimension == cx.time) taken.push_back(cx.day);
  }
  for (DimensionId dimension : taken) {
    if (acceptsDimension(cx, b, dimension)) {
      why = fmt::format("both take a {}", dimensions.show(dimension));
      return true;
    }
  }
  return false;
}

}  // namespace smcost::check
