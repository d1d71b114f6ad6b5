#include "runtime/book/rates_text.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "lang/base/rational.h"
#include "lang/calendar/dates.h"

namespace smcost::book {

namespace {

// Of a meter with more keys than this in a region, the neighbours of a missing one are these many.
constexpr size_t kMostNeighbours = 400;

void addRange(PriceBook::Range range, std::set<size_t>& rows) {
  for (size_t row = range.first; row < range.second && row - range.first < kMostNeighbours; ++row) rows.insert(row);
}

void addPlace(const PriceBook& book, const Place& place, std::set<size_t>& rows) {
  bool is_found = false;
  for (const std::string_view region : {place.region, kEverywhere}) {
    const auto [begin, end] = book.rows(place.meter, region, place.key);
    for (size_t row = begin; row < end; ++row) {
      if (book[row].plan != place.plan) continue;
      rows.insert(row);
      is_found = true;
    }
  }
  if (is_found) return;
  addRange(book.rows(place.meter, place.region), rows);
  addRange(book.rows(place.meter, kEverywhere), rows);
  const std::vector<std::string_view> meters = place.key == kNone ? std::vector{place.meter} : book.meters();
  for (const std::string_view meter : meters) {
    for (const std::string_view region : book.regions(meter)) addRange(book.rows(meter, region, place.key), rows);
  }
  // In which unit the meter's prices are.
  const auto [begin, end] = book.rows(place.meter);
  if (begin < end) rows.insert(begin);
}

// "h" of "USD/h", "write_unit" of "USD per 1M write_unit".
std::string_view quantityUnit(std::string_view unit) {
  const size_t at = unit.find('/');
  return at == std::string_view::npos ? unit.substr(unit.rfind(' ') + 1) : unit.substr(at + 1);
}

// The price of one key, in tiers if it has any; empty when they do not follow one another from 0 on.
std::string priceText(const std::vector<Price>& tiers) {
  const auto numberOf = [](std::string_view text) { return text == kNone ? base::Rational(0) : *base::parseDecimal(text); };
  std::string text;
  base::Rational lower = 0;
  for (const Price& tier : tiers) {
    const bool is_last = &tier == &tiers.back();
    if (numberOf(tier.lower) != lower || (tier.upper == kNone && !is_last)) return {};
    const std::string_view separator = text.empty() ? "" : ", ";
    const std::string price = fmt::format("{} {}", tier.price, tier.unit);
    if (tier.upper == kNone) {
      text += text.empty() ? price : fmt::format("{}then {}", separator, price);
      continue;
    }
    const base::Rational size = numberOf(tier.upper) - lower;
    text += fmt::format("{}{} {} {}: {}", separator, text.empty() ? "first" : "next", base::toExactString(size), quantityUnit(tier.unit), price);
    lower += size;
  }
  return text;
}

class Writer {
 public:
  explicit Writer(const PriceBook& book) : book_(book) {}

  std::string write(const std::set<size_t>& rows) {
    for (const size_t row : rows) {
      const Price price = book_[row];
      blocks_[{price.meter, price.region, price.plan, price.source, price.from, price.until}][price.key].push_back(price);
    }
    for (const auto& [head, keys] : blocks_) writeBlock(keys);
    return sources_text_ + text_;
  }

 private:
  using Keys = std::map<std::string_view, std::vector<Price>>;
  using Block = std::tuple<std::string_view, std::string_view, std::string_view, uint32_t, std::optional<uint32_t>, std::optional<uint32_t>>;

  void writeBlock(const Keys& keys) {
    const Price& first = keys.begin()->second.front();
    std::string rows;
    for (const auto& [key, tiers] : keys) {
      const std::string price = priceText(tiers);
      if (!price.empty()) rows += fmt::format("  {}{}\n", key == kNone ? std::string() : fmt::format("{}  ", key), price);
    }
    if (rows.empty()) return;
    text_ += fmt::format("rates {} region {} source {}", first.meter, first.region, sourceName(first.source));
    if (first.plan != kNone) text_ += fmt::format(" plan {}", first.plan);
    if (first.from) text_ += fmt::format(" from {}", calendar::dateText(*first.from));
    if (first.until) text_ += fmt::format(" until {}", calendar::dateText(*first.until));
    text_ += " {\n" + rows + "}\n";
  }

  std::string sourceName(uint32_t index) {
    const std::string name = fmt::format("{}_{}", book_.header().edition, index + 1);
    if (!sources_.insert(index).second) return name;
    const Source& source = book_.header().sources[index];
    sources_text_ += fmt::format("source {} {{\n  title \"{}\"\n  retrieved \"{}\"\n  edition {}\n}}\n", name, source.title, source.read,
                                 book_.header().edition);
    return name;
  }

  const PriceBook& book_;
  std::map<Block, Keys> blocks_;
  std::set<uint32_t> sources_;
  std::string sources_text_, text_;
};

}  // namespace

std::string ratesText(const PriceBook& book, const std::vector<Place>& places) {
  std::set<size_t> rows;
  for (const Place& place : places) addPlace(book, place, rows);
  return Writer(book).write(rows);
}

}  // namespace smcost::book
