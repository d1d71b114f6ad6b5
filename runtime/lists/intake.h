// Where the readers of all kinds put what a list says: each price is mapped, or counted as what it is instead.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "runtime/lists/account.h"
#include "runtime/lists/large_vector.h"
#include "runtime/lists/price_map.h"
#include "runtime/lists/words.h"

namespace smcost::lists {

// What a list says of itself.
struct Publication {
  std::string list;         // its name
  std::string version;
  std::string published;    // "2026-10-07T16:09:01Z", or a day; empty: it does not say so
};

// A price that a meter takes; numbers are those of `Words`.
struct Stated {
  uint32_t meter = 0, region = 0, key = 0, plan = 0;
  uint32_t unit = 0, usage = 0, source = 0, note = 0;
  std::optional<uint32_t> from, until;     // days
  std::string_view lower, upper, price, id;
};

// What a usage type is in its region. Asked once, for all its prices.
struct Subject {
  enum class Is : uint8_t { mapped, ignored, unknown } is = Is::unknown;
  const program::UsageType* type = nullptr;
  uint32_t meter = 0, region = 0, key = 0, usage = 0;
  std::string_view listed;  // the usage type with its prefix; of an ignored one the reason
};

// A price as a list has it.
struct ListedPrice {
  std::string_view unit, currency, price, lower, upper, effective, id;
};

// Which rows of a book a list speaks of: it has them, or they ended.
enum class Covers : uint8_t { nothing, regions, meters_in_regions };

class Intake {
 public:
  Intake(const PriceMap& map, const std::vector<std::string>& only, const std::set<std::string, std::less<>>& meters_of_book, Account& account);

  Publication publication;
  std::string kind;                        // for people
  Covers covers = Covers::nothing;
  bool covers_plans = false;               // of these regions, and no price on demand

  // `region` is a name or a title; without one the prefix says it.
  Subject subject(std::string_view region, std::string_view usage);
  // One of which no region is known.
  Subject unlisted(std::string_view usage) { return {.listed = texts.keep(usage)}; }
  Subject subject(const program::ListRegion& region, std::string_view usage, bool has_prefix);
  void take(const Subject& subject, const ListedPrice& price, uint32_t plan);
  void ignore(std::string_view reason);
  // Rows whose columns are a book's already.
  void take(Stated stated);
  void unknown(std::string_view what);
  // The list has this place, whatever is wrong with its price: its rows in a book stay.
  void protect(const Subject& subject, uint32_t plan);
  void count() { ++account_.rows, ++rows_; }
  void countMapped() { ++account_.mapped; }
  void zero(const Stated& stated, std::string_view usage);
  // Declared by the library, as far as its list or the book says.
  bool isMeter(std::string_view name) const;

  uint32_t word(std::string_view text) { return words.add(text); }
  uint32_t none() const { return none_; }
  uint32_t source(std::string title, std::string read, std::string quality);
  // Of all its prices; it is an error to have two.
  void currency(std::string_view name);
  bool isAskedFor(std::string_view region) const;

  struct Source {
    std::string title, read, quality;
  };

  Words words;
  Texts texts;
  LargeVector<Stated> stated;
  std::vector<Source> sources;
  std::string currency_name;
  std::set<uint32_t> regions;                       // that the list covers
  std::set<std::pair<uint32_t, uint32_t>> meters;   // meter and region
  struct Place {
    uint32_t meter, region, key, plan;
    auto operator<=>(const Place&) const = default;
  };
  std::set<Place> protected_places;
  size_t rows() const { return rows_; }
  const PriceMap& map() const { return map_; }

 private:
  const PriceMap& map_;
  const std::vector<std::string>& only_;
  const std::set<std::string, std::less<>>& meters_of_book_;
  Account& account_;
  uint32_t none_;
  size_t rows_ = 0;
  // What comes again with nearly every usage type is looked up once.
  const program::ListRegion* last_region_ = nullptr;
  bool is_last_asked_for_ = false;
  uint32_t last_region_word_ = 0;
  std::vector<uint32_t> meter_words_;                     // by the usage type of the list
  std::vector<std::pair<std::string, uint32_t>> units_;   // of the list, as a row has them
  std::string last_effective_;
  std::optional<uint32_t> last_from_;
};

// The day that a date or a point in time begins with; none: it is neither.
std::optional<uint32_t> dayIn(std::string_view time);
// A decimal without the zeros that say nothing; none: it is no decimal of digits.
std::optional<std::string_view> decimalIn(std::string_view text);
bool isZero(std::string_view decimal);
// Where a tier begins or ends, as a book has it: each number in one way.
std::string_view boundOf(std::string_view decimal);
// "USD/h", "USD per 1M request"
std::string priceUnit(std::string_view currency, std::string_view unit);
// What may stand in a book as the name of a meter, a region, a key or an offer.
bool isWords(std::string_view text);

}  // namespace smcost::lists
