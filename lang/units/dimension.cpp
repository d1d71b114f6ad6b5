#include "lang/units/dimension.h"

#include <algorithm>
#include <cstdlib>

namespace smcost::units {

Dimensions::Dimensions() { intern({}); }

Dimensions::Dimensions(const Dimensions* below)
    : names_(&below->names_), by_name_(&below->by_name_), factors_(&below->factors_), ids_(&below->ids_),
      products_(&below->products_), quotients_(&below->quotients_) {}

BaseId Dimensions::base(std::string_view name) {
  if (const BaseId* known = by_name_.find(name)) return *known;
  BaseId id{static_cast<uint32_t>(names_.size())};
  names_.emplace_back(name);
  by_name_.add(std::string(name), id);
  return id;
}

std::optional<BaseId> Dimensions::findBase(std::string_view name) const {
  const BaseId* known = by_name_.find(name);
  return known ? std::optional(*known) : std::nullopt;
}

DimensionId Dimensions::of(BaseId base) { return intern({{base, 1}}); }

DimensionId Dimensions::intern(std::vector<Factor> factors) {
  const auto [id, is_new] = ids_.add(factors, DimensionId{static_cast<uint32_t>(factors_.size())});
  if (is_new) factors_.push_back(std::move(factors));
  return *id;
}

// Merges two sorted factor lists, the second with its exponents times `sign`.
DimensionId Dimensions::combine(DimensionId a, DimensionId b, int sign) {
  Combined& cache = sign > 0 ? products_ : quotients_;
  const std::pair<uint32_t, uint32_t> both{a.value, b.value};
  if (const DimensionId* known = cache.find(both)) return *known;
  std::vector<Factor> merged = factors_[a.value];
  for (Factor factor : factors_[b.value]) {
    auto place = std::lower_bound(merged.begin(), merged.end(), factor.base,
                                  [](const Factor& f, BaseId base) { return f.base < base; });
    if (place == merged.end() || place->base != factor.base) {
      merged.insert(place, {factor.base, sign * factor.exponent});
    } else if ((place->exponent += sign * factor.exponent) == 0) {
      merged.erase(place);
    }
  }
  for (const Factor& factor : merged) {
    if (std::abs(factor.exponent) > kMaxExponent) return *cache.add(both, kNoDimension).first;
  }
  return *cache.add(both, intern(std::move(merged))).first;
}

DimensionId Dimensions::multiply(DimensionId a, DimensionId b) { return combine(a, b, +1); }
DimensionId Dimensions::divide(DimensionId a, DimensionId b) { return combine(a, b, -1); }

bool Dimensions::exceeds(DimensionId a, DimensionId b, bool divide) const {
  for (Factor fa : factors(a)) {
    for (Factor fb : factors(b)) {
      int exponent = divide ? fa.exponent - fb.exponent : fa.exponent + fb.exponent;
      if (fa.base == fb.base && std::abs(exponent) > kMaxExponent) return true;
    }
  }
  return false;
}

std::string Dimensions::show(DimensionId id) const {
  std::string above, below;
  int parts_below = 0;
  for (Factor factor : factors(id)) {
    std::string& side = factor.exponent > 0 ? above : below;
    parts_below += factor.exponent < 0;
    if (!side.empty()) side += " × ";
    side += names_[factor.base.value];
    if (int power = std::abs(factor.exponent); power > 1) side += "^" + std::to_string(power);
  }
  if (above.empty() && below.empty()) return "number";
  if (below.empty()) return above;
  if (above.empty()) above = "1";
  return above + " / " + (parts_below > 1 ? "(" + below + ")" : below);
}

}  // namespace smcost::units
