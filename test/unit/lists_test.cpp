// Lists of all kinds into a book: what is read, what history makes of it, and that broken files break nothing.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "runtime/book/compiled.h"
#include "runtime/book/price_book.h"
#include "runtime/lists/import.h"
#include "test/unit/check.h"

namespace smcost {

namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const fs::path path = fs::temp_directory_path() / ("lists_test." + std::to_string(::getpid()));
  fs::create_directories(path);
  return path;
}

std::vector<program::PriceList> declared() {
  program::PriceList list;
  list.name = "CloudFit", list.service = "cloud.fit", list.edition = "cloud", list.currency = "USD", list.plan = "saving";
  list.units = {{"Hrs", "h"}, {"GB-Mo", "GB-month"}, {"Objects", "object"}};
  list.ignored = {{"Later:*", "bought ahead"}};
  list.usage = {{"Fit:{machine}", "fit", "", "Hrs"}, {"Fit:Disk", "disk", "", "GB-Mo"}, {"Seen", "seen", "", "Objects"}, {"Mem-2GB", "memory", "2 GB", "Hrs"},
                {"Note:{machine}", "note", "", "Hrs"}, {"Free:{machine}", "trial", "", "Hrs", true}};
  list.regions = {{"north-1", "Somewhere (North)", {"NO-", ""}}, {"south-1", "Somewhere (South)", {"SO-"}}};
  return {list};
}

struct Price {
  std::string sku, region, usage, unit, price;
  std::string lower = "0", upper = "Inf", effective = "2026-05-01T00:00:00Z";
};

using Prices = std::vector<Price>;

Prices first() {
  return {{"A1", "north-1", "NO-Fit:m.large", "Hrs", "0.1150000000"}, {"A2", "south-1", "SO-Fit:m.large", "Hrs", "0.2000000000"},
          {"A3", "north-1", "Fit:Disk", "GB-Mo", "0.14"},             {"A4", "north-1", "NO-Mem-2GB", "Hrs", "12345678901234567890.0123456789"},
          {"A5", "north-1", "NO-Seen", "Objects", "0.08", "0", "50000"}, {"A5", "north-1", "NO-Seen", "Objects", "0.04", "50000", "Inf"},
          {"A6", "north-1", "NO-Later:m.large", "Hrs", "3"},          {"A7", "north-1", "NO-New:m.large", "Hrs", "3"},
          {"A8", "north-1", "NO-Fit:m.zero", "Hrs", "0.0000000000"},  {"A9", "north-1", "NO-Free:m.large", "Hrs", "0.0000000000"},
          {"B1", "north-1", "NO-Fit:Disk2", "GB-Mo", "1"},            {"B2", "", "Global-Fit:m.large", "Hrs", "1"}};
}

// `blank` stands where the provider's own files have a line's end, or nothing.
std::string offerJson(const Prices& prices, const std::string& published, const std::string& blank = "\n", bool terms_first = false, const std::string& currency = "USD") {
  std::string products = "\"products\" : {", terms = "\"terms\" : {\"OnDemand\" : {";
  std::set<std::string> seen;
  std::map<std::string, std::string> dimensions, effective;
  for (const Price& price : prices) {
    if (seen.insert(price.sku).second) {
      products += (seen.size() > 1 ? "," : "") + blank + "\"" + price.sku + "\" : {\"sku\" : \"" + price.sku + "\"," + blank + "\"productFamily\" : \"says \\\"fit\\\" {\"," + blank +
                  "\"attributes\" : {\"servicecode\" : \"CloudFit\",\"list\" : [1, {\"a\":[]}]," + (price.region.empty() ? "" : "\"regionCode\" : \"" + price.region + "\",") + blank +
                  "\"usagetype\" : \"" + price.usage + "\"}}";
    }
    const std::string code = price.sku + ".T.D" + price.lower;
    std::string& all = dimensions[price.sku];
    all += (all.empty() ? "" : ",") + blank + "\"" + code + "\" : {\"rateCode\" : \"" + code + "\",\"description\" : \"$1 } , per hour\"," + blank + "\"beginRange\" : \"" + price.lower +
           "\",\"endRange\" : \"" + price.upper + "\",\"unit\" : \"" + price.unit + "\",\"pricePerUnit\" : {\"" + currency + "\" : \"" + price.price + "\"},\"appliesTo\" : []}";
    effective[price.sku] = price.effective;
  }
  bool is_first = true;
  for (const auto& [sku, all] : dimensions) {
    terms += (is_first ? "" : ",") + blank + "\"" + sku + "\" : {\"" + sku + ".T\" : {\"offerTermCode\" : \"T\",\"effectiveDate\" : \"" + effective[sku] + "\"," + blank +
             "\"priceDimensions\" : {" + all + "},\"termAttributes\" : {}}}";
    is_first = false;
  }
  products += blank + "}";
  terms += blank + "}}";
  return "{" + blank + "\"formatVersion\" : \"v1.0\",\"offerCode\" : \"CloudFit\",\"version\" : \"7\"," + blank + "\"publicationDate\" : \"" + published + "\"," + blank +
         (terms_first ? terms + "," + products : products + "," + terms) + blank + "}" + blank;
}

std::string offerCsv(const Prices& prices, const std::string& published) {
  std::string text = "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"\"\"made up\"\", all\"\n\"Publication Date\",\"" + published + "\"\n\"Version\",\"7\"\n\"OfferCode\",\"CloudFit\"\n"
                     "\"SKU\",\"RateCode\",\"TermType\",\"EffectiveDate\",\"StartingRange\",\"EndingRange\",\"Unit\",\"PricePerUnit\",\"Currency\",\"Location\",\"usageType\",\"Region Code\"\n";
  for (const Price& price : prices) {
    text += "\"" + price.sku + "\",\"" + price.sku + ".T.D" + price.lower + "\",\"OnDemand\",\"" + price.effective.substr(0, 10) + "\",\"" + price.lower + "\",\"" + price.upper + "\",\"" + price.unit + "\",\"" +
            price.price + "\",\"USD\",\"\",\"" + price.usage + "\",\"" + price.region + "\"\n";
  }
  return text;
}

const std::string kPlans =
    R"({"version": "7", "publicationDate": "2026-05-01T10:00:00Z", "regionCode": "north-1", "products": [{"sku": "P1", "attributes": {"purchaseOption": "Partial Upfront"}}],
    "terms": {"savingsPlan": [{"sku": "P1", "effectiveDate": "2026-05-01T00:00:00Z", "leaseContractLength": {"duration": 1, "unit": "year"}, "rates": [
      {"discountedUsageType": "NO-Fit:m.large", "discountedServiceCode": "CloudFit", "rateCode": "P1.A1", "unit": "Hrs", "discountedRate": {"price": "0.08", "currency": "USD"}},
      {"discountedUsageType": "NO-Other:m.large", "discountedServiceCode": "CloudOther", "rateCode": "P1.A9", "unit": "Hrs", "discountedRate": {"price": "0.08", "currency": "USD"}}]}]}})";

std::string page(const std::string& published, const std::string& price) {
  return R"j({"manifest": {"source": "fit-page", "currencyCode": "USD", "hawkFilePublicationDate": ")j" + published +
         R"j("}, "sets": {"Note": ["N1"]}, "regions": {"Somewhere (North)": {"N1": {"rateCode": "N1.T.D", "price": ")j" + price +
         R"j(", "Instance": "m.large", "Component": "Note"}}, "Nowhere": {"N2": {"rateCode": "N2", "price": "1", "Instance": "m.large", "Component": "Note"}}}})j";
}

const std::string kOwn =
    "meter,region,key,price,unit,from,until,source\nfit,north-1,m.large,0.10,USD/h,2026-01-01,2027-01-01,\"contract, 2026\"\nfit,Somewhere (South),m.huge,9.5,Hrs,,,contract\n";

std::string put(const std::string& text, const std::string& name = "list") {
  const fs::path path = folder() / name;
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

struct Done {
  std::string text, error;
  lists::Account account;
  std::optional<lists::ImportError::Kind> kind;
};

Done import(const std::vector<std::string>& texts, const std::string& book = "", const std::vector<std::string>& regions = {}) {
  static const std::vector<program::PriceList> known = declared();
  lists::Import import;
  import.declared = &known;
  import.book = book;
  import.regions = regions;
  import.today = "2026-11-26";
  for (size_t i = 0; i < texts.size(); ++i) import.files.push_back({put(texts[i], "list" + std::to_string(i)), "list" + std::to_string(i)});
  try {
    lists::Imported imported = lists::importLists(import);
    return {std::string(imported.text.view()), "", imported.account, std::nullopt};
  } catch (const lists::ImportError& error) {
    return {"", error.name + ": " + error.what(), {}, error.kind};
  }
}

// The columns of the rows of a book, without source, id, usage and note.
std::vector<std::string> rows(const std::string& text) {
  std::vector<std::string> found;
  book::Header header;
  book::Fault fault;
  const bool reads = book::readBook(text, header, [&](const book::Row& row) {
    std::string line;
    for (size_t i = 0; i <= static_cast<size_t>(book::Column::unit); ++i) line += (i ? " " : "") + std::string(row.cells[i]);
    found.push_back(line);
  }, fault);
  if (!reads) return {"line " + std::to_string(fault.line) + ": " + fault.what};
  CHECK(book::compile(text, fault).has_value());
  return found;
}

void checkRows(const std::string& text, const std::vector<std::string>& expected, int line) {
  const std::vector<std::string> found = rows(text);
  for (size_t i = 0; i < std::max(found.size(), expected.size()); ++i) {
    test::checkEqual(i < found.size() ? found[i] : "nothing", i < expected.size() ? expected[i] : "nothing", "row", __FILE__, line);
  }
}

const std::string kMay = "2026-05-01T16:09:01Z", kNovember = "2026-11-03T16:09:01Z";

const std::vector<std::string> kFirstRows = {
    "disk north-1 - - - - 2026-05-01 - 0.14 USD/GB-month",
    "fit north-1 m.large - - - 2026-05-01 - 0.115 USD/h",
    "fit south-1 m.large - - - 2026-05-01 - 0.2 USD/h",
    "memory north-1 2 GB - - - 2026-05-01 - 12345678901234567890.0123456789 USD/h",
    "seen north-1 - - - 50000 2026-05-01 - 0.08 USD/object",
    "seen north-1 - - 50000 - 2026-05-01 - 0.04 USD/object",
};

void testOffer() {
  const Done json = import({offerJson(first(), kMay)});
  CHECK_EQ(json.error, "");
  checkRows(json.text, kFirstRows, __LINE__);
  const lists::Account& account = json.account;
  CHECK_EQ(account.rows, 12u);
  CHECK_EQ(account.mapped, 6u);
  CHECK_EQ(account.opened, 6u);
  CHECK_EQ(account.ignored.at("bought ahead"), 1u);
  CHECK_EQ(account.ignored.at("free, as the library says"), 1u);
  CHECK_EQ(account.unknown.size(), 3u);
  CHECK_EQ(account.unknown.at("NO-New:m.large"), 1u);
  CHECK_EQ(account.unknown.at("NO-Fit:Disk2 (unit `GB-Mo`)"), 1u);
  CHECK_EQ(account.unknown.at("Global-Fit:m.large"), 1u);
  CHECK_EQ(account.zero.size(), 1u);
  // However it is laid out, and in whatever order.
  CHECK_EQ(import({offerJson(first(), kMay, "")}).text, json.text);
  CHECK_EQ(import({offerJson(first(), kMay, "\r\n  ")}).text, json.text);
  CHECK_EQ(import({offerJson(first(), kMay, " ", true)}).text, json.text);
  CHECK_EQ(import({offerCsv(first(), kMay)}).text, json.text);
  // Again: the same bytes, from either form.
  for (const std::string& again : {offerJson(first(), kMay), offerCsv(first(), kMay)}) {
    const Done done = import({again}, json.text);
    CHECK_EQ(done.text, json.text);
    CHECK_EQ(done.account.unchanged, 6u);
    CHECK_EQ(done.account.opened, 0u);
  }
  CHECK_EQ(rows(import({offerJson(first(), kMay)}, "", {"south-1"}).text).size(), 1u);
  CHECK_EQ(import({offerJson(first(), kMay)}, "", {"south-1"}).account.ignored.at("in a region that was not asked for"), 10u);
}

Prices second() {
  Prices prices = first();
  for (Price& price : prices) price.effective = "2026-11-01T00:00:00Z";
  prices[0].price = "0.12";            // changed
  prices[2].price = "0";               // zero: what was stays
  prices[5].price = "0.05";            // one tier: the ladder
  prices.erase(prices.begin() + 1);    // south-1 has none of it any more
  prices.push_back({"C1", "south-1", "SO-Fit:m.huge", "Hrs", "7", "0", "Inf", "2026-10-15T00:00:00Z"});
  return prices;
}

const std::vector<std::string> kSecondRows = {
    "disk north-1 - - - - 2026-05-01 - 0.14 USD/GB-month",
    "fit north-1 m.large - - - 2026-05-01 2026-11-01 0.115 USD/h",
    "fit north-1 m.large - - - 2026-11-01 - 0.12 USD/h",
    "fit south-1 m.huge - - - 2026-10-15 - 7 USD/h",
    "fit south-1 m.large - - - 2026-05-01 2026-11-03 0.2 USD/h",
    "memory north-1 2 GB - - - 2026-05-01 - 12345678901234567890.0123456789 USD/h",
    "seen north-1 - - - 50000 2026-05-01 2026-11-01 0.08 USD/object",
    "seen north-1 - - - 50000 2026-11-01 - 0.08 USD/object",
    "seen north-1 - - 50000 - 2026-05-01 2026-11-01 0.04 USD/object",
    "seen north-1 - - 50000 - 2026-11-01 - 0.05 USD/object",
};

void testHistory() {
  const std::string book = import({offerJson(first(), kMay)}).text;
  const Done later = import({offerJson(second(), kNovember)}, book);
  CHECK_EQ(later.error, "");
  checkRows(later.text, kSecondRows, __LINE__);
  CHECK_EQ(later.account.unchanged, 1u);
  CHECK_EQ(later.account.opened, 4u);
  CHECK_EQ(later.account.closed, 3u);
  CHECK_EQ(later.account.vanished, 1u);
  CHECK_EQ(import({offerJson(second(), kNovember)}, later.text).text, later.text);
  // Both at once, in whatever order.
  CHECK_EQ(import({offerJson(second(), kNovember), offerJson(first(), kMay)}).text, later.text);
  // The older one afterwards is refused; in another region it is not.
  CHECK(import({offerJson(first(), kMay)}, later.text).kind == lists::ImportError::Kind::older);
  CHECK_EQ(lists::publishedIn(later.text, "CloudFit", "south-1"), kNovember);
  const std::string north = import({offerJson(second(), kNovember)}, book, {"north-1"}).text;
  checkRows(import({offerJson(first(), kMay)}, north, {"south-1"}).text, rows(north), __LINE__);
  // It comes again at its old price: there was a gap.
  Prices third = second();
  third.push_back({"A2", "south-1", "SO-Fit:m.large", "Hrs", "0.2000000000", "0", "Inf", "2026-12-01T00:00:00Z"});
  const std::vector<std::string> again = rows(import({offerJson(third, "2026-12-02T00:00:00Z")}, later.text).text);
  CHECK_EQ(again[4], "fit south-1 m.large - - - 2026-05-01 2026-11-03 0.2 USD/h");
  CHECK_EQ(again[5], "fit south-1 m.large - - - 2026-12-01 - 0.2 USD/h");
}

void testContradictions() {
  Prices two = first();
  two.push_back({"A1b", "north-1", "NO-Fit:m.large", "Hrs", "0.116"});
  const Done done = import({offerJson(two, kMay)});
  CHECK_EQ(done.text, "");
  CHECK_EQ(done.account.contradictions.size(), 1u);
  two.back().price = "0.115";
  CHECK_EQ(import({offerJson(two, kMay)}).account.opened, 6u);
  // The very publication again, with another price.
  const std::string book = import({offerJson(first(), kMay)}).text;
  Prices other = first();
  other[1].price = "0.3";
  CHECK_EQ(import({offerJson(other, kMay)}, book).account.contradictions.size(), 1u);
  // A day later it corrects what was said since the same day.
  const Done corrected = import({offerJson(other, "2026-05-02T00:00:00Z")}, book);
  CHECK_EQ(rows(corrected.text)[2], "fit south-1 m.large - - - 2026-05-01 - 0.3 USD/h");
  CHECK_EQ(corrected.account.closed, 1u);
}

void testOtherKinds() {
  const std::string book = import({offerJson(first(), kMay)}).text;
  const Done plans = import({kPlans}, book);
  CHECK_EQ(plans.error, "");
  CHECK_EQ(rows(plans.text)[2], "fit north-1 m.large saving term 1 year, partial_upfront - - 2026-05-01 - 0.08 USD/h");
  CHECK_EQ(plans.account.ignored.at("of another service"), 1u);
  // A later offer file ends no plan's rates.
  CHECK_EQ(rows(import({offerJson(second(), kNovember)}, plans.text).text).size(), kSecondRows.size() + 1);
  const Done pages = import({page(kMay, "0.0500000000")});
  checkRows(pages.text, {"note north-1 m.large - - - - - 0.05 USD/h"}, __LINE__);
  CHECK_EQ(pages.account.unknown.at("Note:m.large (region `Nowhere`)"), 1u);
  checkRows(import({page(kNovember, "0.06")}, pages.text).text,
            {"note north-1 m.large - - - - 2026-11-03 0.05 USD/h", "note north-1 m.large - - - 2026-11-03 - 0.06 USD/h"}, __LINE__);
  // A contract of a year, inside of what a list says; what it says of other days stays.
  const Done own = import({kOwn}, book);
  CHECK_EQ(own.error, "");
  CHECK_EQ(own.account.files[0].kind, "a list of one's own");
  CHECK_EQ(rows(own.text)[1], "fit north-1 m.large - - - 2026-01-01 2027-01-01 0.1 USD/h");
  CHECK_EQ(rows(own.text)[2], "fit north-1 m.large - - - 2027-01-01 - 0.115 USD/h");
  CHECK_EQ(import({kOwn}, own.text).text, own.text);
}

void testErrors() {
  const auto error = [](const std::string& text) { return import({text}).error; };
  CHECK_EQ(error(""), "list0: it is empty");
  CHECK_EQ(error("{}"), "list0: it is no list of a known kind: neither products and terms, nor a manifest and regions");
  CHECK_EQ(error("{\"products\" : {\n\"A\" : {"), "list0: it ends in the middle: line 2");
  CHECK_EQ(error("meter,region,key,price,unit\nfit,north-1,m.large,ten,USD/h\n"), "list0: line 2: column `price` has `ten`: wanted is a decimal number, such as `0.922`");
  CHECK_EQ(error("meter,region,key,price,unit\nfit,east,m.large,1,USD/h\n"), "list0: line 2: column `region` has `east`: wanted is a region of the library, such as its name or title");
  CHECK_EQ(error("meter,region,key,prize,unit\n").substr(0, 38), "list0: it is no list of a known kind; ");
  CHECK_EQ(error("meter,region,price,unit\nfit,north-1,1\n"), "list0: line 2: it has 3 cells, and the header has 4");
  CHECK(import({offerJson(first(), kMay, "\n", false, "CNY")}, import({offerJson(first(), kMay)}).text).kind.has_value());
  CHECK_EQ(import({offerJson(first(), kMay, "\n", false, "CNY")}).text.find("currency CNY") != std::string::npos, true);
}

// More than a window, a record larger than one, and lines that do not end.
void testLarge() {
  for (const char* const blank : {"\n", ""}) {
    Prices prices;
    for (int i = 0; i < 30'000; ++i) prices.push_back({"S" + std::to_string(i), "north-1", "NO-Fit:m" + std::to_string(i) + ".large", "Hrs", "0." + std::to_string(i + 1) + "1"});
    const Done done = import({offerJson(prices, kMay, blank)});
    CHECK_EQ(done.error, "");
    CHECK_EQ(done.account.opened, 30'000u);
    CHECK(done.text.find("fit\tnorth-1\tm4711.large\t-\t-\t-\t2026-05-01\t-\t0.47121\tUSD/h\t") != std::string::npos);
    const auto addTiers = [&](int from, int to) {
      for (int i = from; i < to; ++i) prices.push_back({"S0", "north-1", "NO-Fit:m0.large", "Hrs", "1", std::to_string(10 * i + 10), std::to_string(10 * i + 20)});
    };
    addTiers(0, 40'000);
    CHECK_EQ(import({offerJson(prices, kMay, blank)}).error, "");
    addTiers(40'000, 160'000);
    CHECK_EQ(import({offerJson(prices, kMay, blank)}).error.substr(0, 42), "list0: one of its records is too long: lin");
  }
}

// What no token can be told of is told by its line, wherever in the file, in which a window begins anywhere.
void testWrongLines() {
  Prices prices;
  for (int i = 0; i < 30'000; ++i) prices.push_back({"S" + std::to_string(i), "north-1", "NO-Fit:m" + std::to_string(i) + ".large", "Hrs", "0.5"});
  const std::string text = offerJson(prices, kMay);
  for (const size_t part : {100, 10, 3}) {
    const size_t at = text.find("says", text.size() / part);
    const std::string line = std::to_string(std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(at), '\n') + 1);
    for (const auto& [wrong, what] : {std::pair("\xFF", "it is no UTF-8"), std::pair("\x01", "a control character stands in a text")}) {
      CHECK_EQ(import({std::string(text).replace(at, 1, wrong)}).error, "list0: " + std::string(what) + ": line " + line);
    }
  }
}

// Of a product that comes twice the last one holds, whichever the terms stand behind.
void testTwice() {
  std::string text = offerJson({{"A1", "north-1", "NO-Fit:m.large", "Hrs", "0.1"}, {"A2", "north-1", "NO-Fit:m.huge", "Hrs", "0.2"}}, kMay);
  const std::string again = R"("A1" : {"sku" : "A1", "attributes" : {"regionCode" : "south-1", "usagetype" : "SO-Fit:m.tiny"}},)";
  text.insert(text.find("\"A2\" : {\"sku\""), again + again);
  checkRows(import({text}).text, {"fit north-1 m.huge - - - 2026-05-01 - 0.2 USD/h", "fit south-1 m.tiny - - - 2026-05-01 - 0.1 USD/h"}, __LINE__);
}

// An error, or a book that reads, in which no row costs what no list says: a figure that a mutation wrote is one of its text.
void testMutations() {
  std::mt19937 random(12);
  const std::string book = import({offerJson(first(), kMay)}).text;
  const std::vector<std::string> texts = {offerJson(second(), kNovember), offerJson(second(), kNovember, ""), offerCsv(second(), kNovember), kPlans, page(kNovember, "0.06"), kOwn};
  size_t errors = 0, books = 0;
  for (const std::string& text : texts) {
    for (int i = 0; i < 400; ++i) {
      std::string changed = text;
      const auto at = [&] { return static_cast<size_t>(random() % changed.size()); };
      switch (random() % 4) {
        case 0: changed.resize(at()); break;
        case 1: changed[at()] ^= static_cast<char>(1 << (random() % 8)); break;
        case 2: changed.erase(at(), 1 + random() % 20); break;
        default: changed.insert(at(), changed.substr(at(), random() % 30)); break;
      }
      const Done done = import({changed}, book);
      if (!done.error.empty() || !done.account.contradictions.empty()) {
        ++errors;
        CHECK_EQ(done.text, "");
        continue;
      }
      ++books;
      std::string_view rest;
      book::Header header;
      book::Fault fault;
      std::set<std::string> wrong;
      const bool reads = book::readBook(done.text, header, [&](const book::Row& row) {
        const std::string price(row[book::Column::price]);
        if (changed.find(price) == std::string::npos && book.find("\t" + price + "\t") == std::string::npos) wrong.insert(price);
      }, fault);
      CHECK_EQ(fault.what, "");
      CHECK(reads);
      CHECK(book::compile(done.text, fault).has_value());
      CHECK_EQ(wrong.size(), 0u);
    }
  }
  CHECK(errors > 500 && books > 100);
  std::cerr << errors << " errors, " << books << " books\n";
}

}  // namespace

}  // namespace smcost

int main() {
  smcost::testOffer();
  smcost::testHistory();
  smcost::testContradictions();
  smcost::testOtherKinds();
  smcost::testErrors();
  smcost::testLarge();
  smcost::testWrongLines();
  smcost::testTwice();
  smcost::testMutations();
  std::filesystem::remove_all(smcost::folder());
  return smcost::test::finish("lists_test");
}
