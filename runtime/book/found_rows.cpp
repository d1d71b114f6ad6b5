#include "runtime/book/found_rows.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "lang/calendar/dates.h"

namespace smcost::book {

namespace {

bool holds(const Price& price, const std::optional<uint32_t>& day) {
  return !day || ((!price.from || *price.from <= *day) && (!price.until || *day < *price.until));
}

// Each place of a meter and region that is wanted.
template <class Take>
void eachPlace(const PriceBook& book, const WantedRows& wanted, const Take& take) {
  const std::vector<std::string_view> meters = wanted.meter.empty() ? book.meters() : std::vector<std::string_view>{wanted.meter};
  for (const std::string_view meter : meters) {
    const std::vector<std::string_view> regions = wanted.region ? std::vector<std::string_view>{*wanted.region, kEverywhere} : book.regions(meter);
    for (const std::string_view region : regions) take(meter, region);
  }
}

std::string dayText(const std::optional<uint32_t>& day) { return day ? calendar::dateText(*day) : std::string(); }

RowFields fieldsOf(const Header& header, const Price& price) {
  const Source& source = header.sources[price.source];
  return {{"edition", header.edition}, {"meter", std::string(price.meter)}, {"key", orEmpty(price.key)}, {"region", std::string(price.region)},
          {"plan", orEmpty(price.plan)}, {"lower", orEmpty(price.lower)}, {"upper", orEmpty(price.upper)}, {"price", std::string(price.price)},
          {"unit", std::string(price.unit)}, {"from", dayText(price.from)}, {"until", dayText(price.until)}, {"usage", orEmpty(price.usage)},
          {"id", orEmpty(price.id)}, {"source", source.title}, {"read", source.read}, {"quality", source.quality}, {"note", orEmpty(price.note)}};
}

}  // namespace

std::string orEmpty(std::string_view cell) { return cell == kNone ? std::string() : std::string(cell); }

std::vector<RowFields> findRows(const PriceBook& book, const WantedRows& wanted, size_t most) {
  std::vector<RowFields> found;
  eachPlace(book, wanted, [&](std::string_view meter, std::string_view region) {
    const auto [begin, end] = wanted.key.empty() ? book.rows(meter, region) : book.rowsWithPrefix(meter, region, wanted.key);
    for (size_t row = begin; row < end && found.size() < most; ++row) {
      const Price price = book[row];
      if (holds(price, wanted.day)) found.push_back(fieldsOf(book.header(), price));
    }
  });
  return found;
}

std::string otherPlaces(const PriceBook& book, const std::string& key) {
  std::map<std::string, std::set<std::string>> places;
  WantedRows any;
  any.key = key;
  eachPlace(book, any, [&](std::string_view meter, std::string_view region) {
    const auto [begin, end] = book.rowsWithPrefix(meter, region, key);
    if (begin < end) places[std::string(meter)].insert(std::string(region));
  });
  std::string text;
  for (const auto& [meter, regions] : places) text += fmt::format("{}{} in {}", text.empty() ? "" : "; ", meter, fmt::join(regions, ", "));
  return text;
}

}  // namespace smcost::book
