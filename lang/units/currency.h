// Currencies: each is a base dimension of its own, which is called `Money[USD]` where dimensions are spelt.
#pragma once

#include <optional>
#include <string_view>

#include "lang/units/dimension.h"

namespace smcost::units {

// An amount of money in it, whether or not a unit of it was declared.
DimensionId moneyIn(Dimensions& dimensions, std::string_view currency);
// None: no unit of it was declared.
std::optional<BaseId> findCurrency(const Dimensions& dimensions, std::string_view currency);
// "USD"; empty: the base dimension is no currency.
std::string_view currencyOf(const Dimensions& dimensions, BaseId base);
// Is it an amount of money in one currency?
bool isMoney(const Dimensions& dimensions, DimensionId dimension);

}  // namespace smcost::units
