// A list that a company keeps itself: a line for each price, columns by their names. Whoever typed it is told the line
// of the first thing that does not read.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "runtime/book/text.h"
#include "runtime/lists/csv_header.h"

namespace smcost::lists {

namespace {

constexpr std::string_view kColumns = "meter or usage_type, region, price, unit; and, where there is one, key, plan, lower, upper, from, until, currency, source, read, id, note";

class OwnLines {
 public:
  OwnLines(const CsvHeader& header, const std::string& name, const std::string& today, Intake& intake) : header_(header), name_(name), today_(today), intake_(intake) {}

  void read(const std::vector<std::string>& cells, size_t line) {
    line_ = line;
    const CsvRow row(header_, cells, line);
    intake_.count();
    const program::ListRegion* region = intake_.map().region(row["region"]);
    if (!region) region = intake_.map().regionTitled(row["region"]);
    if (!region) fail("region", row["region"], "a region of the library, such as its name or title");
    if (!intake_.isAskedFor(region->name)) return intake_.ignore("in a region that was not asked for");
    Stated stated;
    stated.region = intake_.word(region->name);
    intake_.regions.insert(stated.region);
    if (!readPlace(row, *region, stated)) return;
    readPrice(row, stated);
    readDates(row, stated);
    if (isZero(stated.price)) {
      intake_.protected_places.insert({stated.meter, stated.region, stated.key, stated.plan});
      intake_.zero(stated, row["usagetype"]);
      return;
    }
    intake_.countMapped();
    intake_.take(stated);
  }

 private:
  [[noreturn]] void fail(std::string_view column, std::string_view text, std::string_view wanted) const {
    throw ListError(fmt::format("line {}: column `{}` has `{}`: wanted is {}", line_, column, text, wanted));
  }

  uint32_t words(std::string_view column, std::string_view text, std::string_view wanted) {
    if (text.empty() || text == book::kNone) return intake_.none();
    if (!isWords(text)) fail(column, text, wanted);
    return intake_.word(text);
  }

  // False: told, and not taken.
  bool readPlace(const CsvRow& row, const program::ListRegion& region, Stated& stated) {
    stated.plan = words("plan", row["plan"], "an offer such as `savings term 1 year, no_upfront`");
    stated.usage = intake_.none();
    if (row["meter"].empty()) {
      const Subject subject = intake_.subject(region, row["usagetype"], true);
      if (subject.is == Subject::Is::ignored) return intake_.ignore(subject.listed), false;
      if (subject.is == Subject::Is::unknown) return intake_.unknown(subject.listed), false;
      stated.meter = subject.meter, stated.key = subject.key, stated.usage = subject.usage;
      return true;
    }
    if (!isWords(row["meter"])) fail("meter", row["meter"], "a meter of the library");
    if (!intake_.isMeter(row["meter"])) return intake_.unknown(fmt::format("meter `{}`", row["meter"])), false;
    stated.meter = intake_.word(row["meter"]);
    stated.key = words("key", row["key"], "a key of the meter, such as a machine");
    if (!row["usagetype"].empty()) stated.usage = intake_.word(cleaned(row["usagetype"]));
    return true;
  }

  void readPrice(const CsvRow& row, Stated& stated) {
    const auto price = decimalIn(row["price"]);
    if (!price) fail("price", row["price"], "a decimal number, such as `0.922`");
    stated.price = intake_.texts.keep(*price);
    std::string unit(row["unit"]);
    if (const size_t at = std::min(unit.find('/'), unit.find(" per ")); at != std::string::npos) {
      intake_.currency(std::string_view(unit).substr(0, at));
    } else {
      if (unit.empty()) fail("unit", unit, "the unit that the price is for, such as `h` or `USD/h`");
      intake_.currency(row["currency"].empty() ? std::string_view(intake_.map().list().currency) : row["currency"]);
      const std::string_view listed = intake_.map().unit(unit);
      unit = priceUnit(intake_.currency_name, listed.empty() ? std::string_view(unit) : listed);
    }
    if (!isWords(unit)) fail("unit", unit, "the unit that the price is for, such as `h` or `USD/h`");
    stated.unit = intake_.word(unit);
    stated.lower = boundIn(row, "lower", row["lower"]);
    stated.upper = row["upper"] == "Inf" ? book::kNone : boundIn(row, "upper", row["upper"]);
  }

  std::string_view boundIn(const CsvRow&, std::string_view column, std::string_view text) {
    if (text.empty() || text == book::kNone) return book::kNone;
    const auto decimal = decimalIn(text);
    if (!decimal) fail(column, text, "where a tier begins or ends, a decimal number");
    return intake_.texts.keep(boundOf(*decimal));
  }

  std::optional<uint32_t> dayOfCell(std::string_view column, std::string_view text) const {
    if (text.empty() || text == book::kNone) return std::nullopt;
    const auto day = dayIn(text);
    if (!day) fail(column, text, "a day, such as `2026-10-01`");
    return day;
  }

  void readDates(const CsvRow& row, Stated& stated) {
    stated.from = dayOfCell("from", row["from"]);
    stated.until = dayOfCell("until", row["until"]);
    if (stated.from && stated.until && *stated.from >= *stated.until) fail("until", row["until"], "a day behind `from`");
    const std::string read(row["read"].empty() ? std::string_view(today_) : row["read"]);
    stated.source = intake_.source(row["source"].empty() ? name_ : std::string(row["source"]), cleaned(read), "own");
    stated.id = row["id"].empty() ? book::kNone : intake_.texts.keep(cleaned(row["id"]));
    stated.note = row["note"].empty() ? intake_.none() : intake_.word(cleaned(row["note"]));
  }

  // What a line of a book may hold.
  static std::string cleaned(std::string_view text) {
    std::string clean(text);
    for (char& c : clean) c = static_cast<unsigned char>(c) < ' ' || c == '"' ? ' ' : c;
    return clean;
  }

  const CsvHeader& header_;
  const std::string& name_;
  const std::string& today_;
  Intake& intake_;
  size_t line_ = 0;
};

}  // namespace

void readOwnCsv(CsvReader& csv, const CsvHeader& header, size_t header_line, const std::string& name, const std::string& today, Intake& intake) {
  static constexpr std::array<std::string_view, 16> known = {"meter", "usagetype", "region", "key", "price", "unit", "plan", "lower", "upper",
                                                             "from", "until", "currency", "source", "read", "id", "note"};
  if (!header.find("price") || !header.find("region")) throw ListError(fmt::format("it is no list of a known kind; as a list of one's own its first line names its columns: {}", kColumns));
  header.need({"unit"}, header_line);
  if (!header.find("meter") && !header.find("usagetype")) header.need({"meter"}, header_line);
  for (const std::string& column : header.names()) {
    if (std::find(known.begin(), known.end(), column) == known.end()) throw ListError(fmt::format("line {}: no column is called `{}`; there are {}", header_line, column, kColumns));
    if (std::count(header.names().begin(), header.names().end(), column) > 1) throw ListError(fmt::format("line {}: two columns are called `{}`", header_line, column));
  }
  intake.kind = "a list of one's own";
  intake.covers = Covers::nothing;
  OwnLines lines(header, name, today, intake);
  std::vector<std::string> cells;
  while (csv.next(cells)) lines.read(cells, csv.line());
}

}  // namespace smcost::lists
