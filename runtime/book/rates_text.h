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

// The rows of these places, each under the source it was read from. For a place without any: what the
// meter has for that key in other regions and for other keys there, which a message names and a bill never
// takes. Empty when there is nothing at all. Throws BrokenBook.
std::string ratesText(const PriceBook& book, const std::vector<Place>& places);

}  // namespace smcost::book
