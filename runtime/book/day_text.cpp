#include "runtime/book/day_text.h"

#include <fmt/format.h>

#include "runtime/book/digest.h"

namespace smcost::book {

std::string textOfDay(const PriceBook& book, uint32_t day) {
  const Header& header = book.header();
  std::string rows;
  size_t count = 0;
  for (size_t i = 0; i < book.size(); ++i) {
    const Price price = book[i];
    if (!holdsOn(price, day)) continue;
    ++count;
    rows += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t-\t-\t{}\t{}\t{}\t{}\t{}\t{}\n", price.meter, price.region, price.key, price.plan, price.lower,
                        price.upper, price.price, price.unit, price.id, price.usage, price.source + 1, price.note);
  }
  std::string text = fmt::format("smprices 1\nedition {} \"{}\"\nservice {}\ncurrency {}\npublished {}\n", header.edition, header.title,
                                 header.service, header.currency, header.published);
  for (size_t i = 0; i < header.sources.size(); ++i) {
    const Source& source = header.sources[i];
    text += fmt::format("source {} \"{}\" read \"{}\" quality {}\n", i + 1, source.title, source.read, source.quality);
  }
  return text + fmt::format("rows {} sha256 {}\n", count, sha256(rows)) + rows;
}

}  // namespace smcost::book
