// A price book with the prices of one day alone.
#pragma once

#include <cstdint>
#include <string>

#include "runtime/book/price_book.h"

namespace smcost::book {

inline bool holdsOn(const Price& price, uint32_t day) {
  return (!price.from || *price.from <= day) && (!price.until || day < *price.until);
}

// The rows that hold on this day, without their dates, as the text of a book. Throws BrokenBook.
std::string textOfDay(const PriceBook& book, uint32_t day);

}  // namespace smcost::book
