#include "runtime/book/text.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "lang/base/rational.h"
#include "lang/calendar/dates.h"
#include "runtime/book/digest.h"

namespace smcost::book {

namespace {

std::optional<size_t> numberIn(std::string_view text) {
  size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Takes the next line off the text, without its end; none when there is no whole line left.
std::optional<std::string_view> takeLine(std::string_view& text) {
  const size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

// Takes `word ` or `"quoted" ` off a line of the header.
std::optional<std::string> takeWord(std::string_view& line) {
  const bool is_quoted = line.starts_with('"');
  const size_t end = is_quoted ? line.find('"', 1) : std::min(line.find(' '), line.size());
  if (end == std::string_view::npos || line.empty()) return std::nullopt;
  std::string word(line.substr(is_quoted, end - is_quoted));
  line.remove_prefix(end + is_quoted);
  if (line.starts_with(' ')) line.remove_prefix(1);
  else if (!line.empty()) return std::nullopt;
  return word;
}

// The words of a line whose fixed words are `form`'s; `?` stands for one to read.
bool matches(std::string_view line, std::initializer_list<std::string_view> form, std::vector<std::string>& words) {
  words.clear();
  for (const std::string_view want : form) {
    auto word = takeWord(line);
    if (!word || (want != "?" && *word != want)) return false;
    if (want == "?") words.push_back(std::move(*word));
  }
  return line.empty();
}

bool isWords(std::string_view text) {
  const auto fits = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || std::string_view("._-/, ").find(c) != std::string_view::npos; };
  return std::all_of(text.begin(), text.end(), fits);
}

bool isDecimal(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos && text[0] != '.' && text.back() != '.' &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

class Rows {
 public:
  Rows(const Header& header, Fault& fault) : header_(header), fault_(fault) {}

  // Splits and proves one line.
  bool read(std::string_view line, Row& row) {
    if (!split(line, row)) return fail("a row has " + std::to_string(kColumns) + " columns with tabs between, none of them empty");
    for (const Column column : {Column::meter, Column::region, Column::price, Column::unit}) {
      if (row[column] == kNone) return fail("a row names its meter, its region, its price and its unit");
    }
    // These become words of the language again.
    for (const Column column : {Column::meter, Column::region, Column::key, Column::plan, Column::unit}) {
      if (!isWords(row[column])) return fail("`" + std::string(row[column]) + "` is no name, quantity or unit");
    }
    for (const Column column : {Column::from, Column::until}) {
      if (row[column] != kNone && !calendar::readDate(row[column])) return fail("`" + std::string(row[column]) + "` is no day such as 2025-06-06");
    }
    for (const Column column : {Column::lower, Column::upper, Column::price}) {
      const bool has = row[column] != kNone || column == Column::price;
      if (has && !isDecimal(row[column])) return fail("`" + std::string(row[column]) + "` is no decimal number");
    }
    const auto source = numberIn(row[Column::source]);
    if (!source || *source == 0 || *source > header_.sources.size()) return fail("no source has the number `" + std::string(row[Column::source]) + "`");
    if (*base::parseDecimal(row[Column::price]) == 0) return fail("a price of 0 is never taken: what is free says so in the library");
    if (row[Column::from] != kNone && row[Column::until] != kNone && row[Column::from] >= row[Column::until]) return fail("a row ends before it begins");
    if (!last_.empty() && !isBehind(row)) return fail("rows are sorted by meter, region, key, plan, tier and first day, each once");
    last_.assign(row.cells.begin(), row.cells.end());
    return true;
  }

 private:
  static bool split(std::string_view line, Row& row) {
    for (size_t i = 0; i < kColumns; ++i) {
      const size_t end = line.find('\t');
      if ((end == std::string_view::npos) != (i + 1 == kColumns)) return false;
      row.cells[i] = line.substr(0, end);
      if (row.cells[i].empty()) return false;
      line.remove_prefix(std::min(line.size(), row.cells[i].size() + 1));
    }
    return true;
  }

  bool isBehind(const Row& row) const {
    for (const Column column : {Column::meter, Column::region, Column::key, Column::plan}) {
      const int order = lastOf(column).compare(row[column]);
      if (order != 0) return order < 0;
    }
    const base::Rational before = lowerOf(lastOf(Column::lower)), now = lowerOf(row[Column::lower]);
    if (before != now) return before < now;
    const std::string_view from_before = lastOf(Column::from), from = row[Column::from];
    return from != kNone && (from_before == kNone || from_before < from);
  }
  static base::Rational lowerOf(std::string_view text) { return text == kNone ? base::Rational(0) : *base::parseDecimal(text); }
  std::string_view lastOf(Column column) const { return last_[static_cast<size_t>(column)]; }

  bool fail(std::string what) {
    fault_.what = std::move(what);
    return false;
  }

  const Header& header_;
  Fault& fault_;
  std::vector<std::string_view> last_;
};

}  // namespace

std::optional<Header> readHeader(std::string_view text, std::string_view& rest, Fault& fault) {
  Header header;
  std::vector<std::string> words;
  fault.line = 0;
  const auto next = [&](std::initializer_list<std::string_view> form) {
    std::string_view behind = text;
    const auto line = takeLine(behind);
    if (!line || !matches(*line, form, words)) return false;
    ++fault.line;
    text = behind;
    return true;
  };
  const auto fail = [&](std::string_view form) {
    ++fault.line;
    fault.what = "expected `" + std::string(form) + "`";
    return std::nullopt;
  };
  if (!next({"smprices", "1"})) return fail("smprices 1");
  if (!next({"edition", "?", "?"})) return fail("edition NAME \"TITLE\"");
  header.edition = words[0], header.title = words[1];
  if (!next({"service", "?"})) return fail("service NAME");
  header.service = words[0];
  if (!next({"currency", "?"})) return fail("currency USD");
  header.currency = words[0];
  if (!next({"published", "?"}) || !calendar::readDate(words[0])) return fail("published DATE");
  header.published = words[0];
  while (next({"source", "?", "?", "read", "?", "quality", "?"})) {
    if (numberIn(words[0]) != header.sources.size() + 1) {
      fault.what = "sources are numbered from 1";
      return std::nullopt;
    }
    header.sources.push_back({words[1], words[2], words[3]});
  }
  while (next({"list", "?", "region", "?", "published", "?"})) header.lists.push_back({words[0], words[1], words[2]});
  if (!next({"rows", "?", "sha256", "?"}) || !numberIn(words[0])) return fail("rows COUNT sha256 DIGEST");
  header.rows = *numberIn(words[0]);
  header.digest = words[1];
  rest = text;
  return header;
}

bool readBook(std::string_view text, Header& header, const std::function<void(const Row&)>& take, Fault& fault) {
  std::string_view rest;
  auto read = readHeader(text, rest, fault);
  if (!read) return false;
  header = std::move(*read);
  if (sha256(rest) != header.digest) {
    fault.what = "the rows are not those of which this line has the digest";
    return false;
  }
  Rows rows(header, fault);
  Row row;
  size_t count = 0;
  while (const auto line = takeLine(rest)) {
    ++fault.line;
    if (!rows.read(*line, row)) return false;
    take(row);
    ++count;
  }
  if (rest.empty() && count == header.rows) return true;
  fault.what = "the book has " + std::to_string(count) + " whole rows, and says " + std::to_string(header.rows);
  return false;
}

}  // namespace smcost::book
