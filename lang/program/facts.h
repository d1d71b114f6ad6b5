// What is known of each SKU besides its prices: typed columns of facts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
  std::vector<FactColumn> columns;  // in order of declaration
  std::vector<KeyId> skus;          // all SKUs, in order of declaration
  // By SKU and column: numbers in base units, 0 or 1, the id of a text's name. What is not known is absent.
  std::unordered_map<uint32_t, std::vector<std::optional<base::Rational>>> of_sku;

  std::optional<size_t> find(std::string_view column) const {
    for (size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].name == column) return i;
    }
    return std::nullopt;
  }
  const base::Rational* value(KeyId sku, size_t column) const {
    auto row = of_sku.find(sku.value);
    if (row == of_sku.end() || column >= row->second.size() || !row->second[column]) return nullptr;
    return &*row->second[column];
  }
};

}  // namespace smcost::program
