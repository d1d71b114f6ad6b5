#include "lang/units/currency.h"

#include <string>

namespace smcost::units {

namespace {

constexpr std::string_view kBegin = "Money[", kEnd = "]";

std::string baseName(std::string_view currency) { return std::string(kBegin) + std::string(currency) + std::string(kEnd); }

}  // namespace

DimensionId moneyIn(Dimensions& dimensions, std::string_view currency) { return dimensions.of(dimensions.base(baseName(currency))); }

std::optional<BaseId> findCurrency(const Dimensions& dimensions, std::string_view currency) { return dimensions.findBase(baseName(currency)); }

std::string_view currencyOf(const Dimensions& dimensions, BaseId base) {
  const std::string_view name = dimensions.baseName(base);
  return name.starts_with(kBegin) ? name.substr(kBegin.size(), name.size() - kBegin.size() - kEnd.size()) : std::string_view();
}

bool isMoney(const Dimensions& dimensions, DimensionId dimension) {
  const auto& factors = dimensions.factors(dimension);
  return factors.size() == 1 && factors[0].exponent == 1 && !currencyOf(dimensions, factors[0].base).empty();
}

}  // namespace smcost::units
