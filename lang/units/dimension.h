// Dimensions as interned products of powers of base dimensions. Base dimensions come
// from the library (`dimension Time`), from tags (`Count[request]`) and from currencies
// (`Money[USD]`): the C++ knows none of them by name.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/base/id.h"
#include "lang/base/layered.h"

namespace smcost::units {

using BaseId = base::Id<struct BaseDimensionTag>;
using DimensionId = base::Id<struct DimensionTag>;

// The dimension of a plain number; the id every table starts with.
inline constexpr DimensionId kNoDimension{0};

struct Factor {
  BaseId base;
  int exponent;
  auto operator<=>(const Factor&) const = default;
};

inline constexpr int kMaxExponent = 32;

class Dimensions {
 public:
  Dimensions();
  // Goes on from frozen ones, which must outlive it.
  explicit Dimensions(const Dimensions* below);

  // "Time", "Data", "Count[request]", "Money[USD]": one base per spelled name.
  BaseId base(std::string_view name);
  std::optional<BaseId> findBase(std::string_view name) const;
  const std::string& baseName(BaseId id) const { return names_[id.value]; }
  size_t baseCount() const { return names_.size(); }

  DimensionId of(BaseId base);
  DimensionId multiply(DimensionId a, DimensionId b);
  DimensionId divide(DimensionId a, DimensionId b);
  // True when an exponent left -kMaxExponent..kMaxExponent; the result is then kNoDimension.
  bool exceeds(DimensionId a, DimensionId b, bool divide) const;
  const std::vector<Factor>& factors(DimensionId id) const { return factors_[id.value]; }
  // "Money[USD] / (Data x Month)"; "number" for none.
  std::string show(DimensionId id) const;

 private:
  DimensionId intern(std::vector<Factor> factors);
  DimensionId combine(DimensionId a, DimensionId b, int sign);

  using Combined = base::LayeredMap<std::map<std::pair<uint32_t, uint32_t>, DimensionId>>;

  base::LayeredDeque<std::string> names_;
  base::LayeredMap<std::map<std::string, BaseId, std::less<>>> by_name_;
  base::LayeredDeque<std::vector<Factor>> factors_;
  base::LayeredMap<std::map<std::vector<Factor>, DimensionId>> ids_;
  Combined products_, quotients_;
};

}  // namespace smcost::units
