// `skus where gpus >= 4 by price`: what is asked of all SKUs at once. Facts are known to the
// checker, prices only with the catalog; so a query is a table like any other, and what its
// prices are is found when it is answered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/program/ids.h"
#include "lang/program/table.h"
#include "lang/source/source.h"
#include "lang/units/dimension.h"

namespace smcost::program {

struct SkuQuery {
  // `price(METER)`, or with no meter the `price` that each row has of its own.
  struct PriceColumn {
    uint32_t column = 0;         // of both tables
    MeterId meter;
    bool in_condition = false;   // without it nobody knows whether the SKU matches
  };
  struct Row {
    KeyId sku;
    MeterId meter;                         // what `price` is of; none: the query does not say `price`
    std::optional<uint32_t> unknown_fact;  // that the order asks for: a column of the facts
  };
  // SKUs that are not among the rows, for want of a fact that the condition asks for.
  struct LeftOut {
    uint32_t fact = 0;
    uint32_t skus = 0;
  };

  std::vector<Row> rows;
  std::vector<uint32_t> facts;             // that it names, in order of the text
  std::vector<PriceColumn> prices;
  std::vector<LeftOut> left_out;
  // One column for each fact and price; a row of theirs for each of `rows`. Output 0 is whether
  // it matches, or by what it is sorted.
  Table condition;
  std::optional<Table> order;
  units::DimensionId order_dimension;
  std::string order_text;                  // "price(training) / gpus"
  std::string order_unit;                  // `as USD/GiB-h`: the unit it is wanted in, and its size
  base::Rational order_unit_scale{1};
  source::Span span;
  std::vector<uint32_t> reads;             // variables of the program on which it hangs
};

}  // namespace smcost::program
