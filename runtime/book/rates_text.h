// Prices of a book as `rates` of the language, so that they are checked like any other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/book/price_book.h"

namespace smcost::book {

// What a bill asks for; kNone: a meter without key, a price on demand.
struct Place {
  std::string_view meter, region, key, plan;
};

// The rows of these places, each under the source it was read from. For a place without any: what its key
// has in other regions and of other meters, and what its meter has there for other keys, which a message names
// and a bill never takes. Empty when there is nothing at all. Throws BrokenBook.
std::string ratesText(const PriceBook& book, const std::vector<Place>& places);

}  // namespace smcost::book
