// What is known of each SKU besides its prices: typed columns of facts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/base/layered.h"
#include "lang/base/rational.h"
#include "lang/program/key.h"
#include "lang/units/dimension.h"

namespace smcost::program {

struct FactColumn {
  enum class Kind : uint8_t { number, truth, text };

  std::string name;
  Kind kind = Kind::number;
  units::DimensionId dimension;
};

struct Facts {
  Facts() = default;
  // Goes on from frozen ones, which must outlive it.
  explicit Facts(const Facts* below) : columns(&below->columns), skus(&below->skus), of_sku(&below->of_sku) {}

  base::Layered<FactColumn> columns;  // in order of declaration
  base::Layered<KeyId> skus;          // all SKUs, in order of declaration
  // By SKU and column: numbers in base units, 0 or 1, the id of a text's name. What is not known is absent.
  base::LayeredMap<std::unordered_map<uint32_t, std::vector<std::optional<base::Rational>>>> of_sku;

  std::optional<size_t> find(std::string_view column) const {
    for (size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].name == column) return i;
    }
    return std::nullopt;
  }
  const base::Rational* value(KeyId sku, size_t column) const {
    const auto* row = of_sku.find(sku.value);
    return row && column < row->size() && (*row)[column] ? &*(*row)[column] : nullptr;
  }
};

}  // namespace smcost::program
