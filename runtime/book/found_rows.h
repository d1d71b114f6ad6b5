// Rows of a price book that somebody looks for, as named fields.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/book/price_book.h"

namespace smcost::book {

struct WantedRows {
  std::string meter, key;                // empty: any; a key may be the beginning of one
  std::optional<std::string> region;     // and what holds everywhere
  std::optional<uint32_t> day;           // none: all of history
};

// Each column by its name; empty: the row does not have it.
using RowFields = std::vector<std::pair<std::string, std::string>>;

// At most so many; throws BrokenBook.
std::vector<RowFields> findRows(const PriceBook& book, const WantedRows& wanted, size_t most = SIZE_MAX);
// "training in us-east-1, us-west-2; hosting in us-east-1": where the key, or one that begins so, has a price.
std::string otherPlaces(const PriceBook& book, const std::string& key);
// Empty of `-`.
std::string orEmpty(std::string_view cell);

}  // namespace smcost::book
