// Price books: what a text must be, what a form finds, and that neither ever gives another amount.
#include <algorithm>
#include <random>
#include <set>

#include "runtime/book/price_book.h"
#include "runtime/book/rates_text.h"
#include "test/unit/book_texts.h"
#include "test/unit/check.h"

namespace {

using namespace smcost::book;
using namespace smcost::test;

// What is wrong with a text; empty: nothing.
std::string faultOf(const std::string& text) {
  Header header;
  Fault fault;
  return readBook(text, header, [](const Row&) {}, fault) ? "" : std::to_string(fault.line) + ": " + fault.what;
}

void textsAreProved() {
  const Cells good = row("compute", "here", "small", "0.10");
  CHECK(faultOf(textOf({good})) == "");
  CHECK(faultOf(textOf(std::vector<Cells>{})) == "");
  const auto with = [&](size_t column, const std::string& cell) {
    Cells cells = good;
    cells[column] = cell;
    return faultOf(textOf({cells}));
  };
  for (const char* price : {"0", "0.00", "-1", "1e3", "1.", ".5", "1,5", "-"}) CHECK(with(8, price).starts_with("9: "));
  for (const char* day : {"2025-02-29", "2025-2-1", "20250101", "1969-12-31", "never"}) CHECK(with(6, day).starts_with("9: "));
  for (const char* key : {"a}", "a\"", "a;b", "a#", "\xC3\xA9"}) CHECK(with(2, key).starts_with("9: "));
  for (const char* source : {"0", "3", "x", "-"}) CHECK(with(12, source).starts_with("9: "));
  CHECK(with(0, "-").starts_with("9: ") && with(1, "-").starts_with("9: ") && with(9, "-").starts_with("9: "));
  CHECK(with(13, "").starts_with("9: ") && with(13, "a\tb").starts_with("9: "));
  // Order, and each place once.
  const Cells later = row("compute", "here", "tall", "0.20"), other = row("compute", "there", "small", "0.10");
  CHECK(faultOf(textOf({good, later, other})) == "");
  CHECK(faultOf(textOf({later, good})).starts_with("10: ") && faultOf(textOf({other, good})).starts_with("10: ") && faultOf(textOf({good, good})).starts_with("10: "));
  Cells ends = good, begins = good;
  ends[7] = "2025-06-06", begins[6] = "2025-06-06";
  CHECK(faultOf(textOf({ends, begins})) == "" && faultOf(textOf({begins, ends})).starts_with("10: "));
  ends[6] = "2025-06-06";
  CHECK(faultOf(textOf({ends})).starts_with("9: "));
  // Tiers ascend as numbers: 9 stands before 10.
  Cells nine = good, ten = good;
  nine[4] = "9", ten[4] = "10.0";
  CHECK(faultOf(textOf({good, nine, ten})) == "" && faultOf(textOf({ten, nine})).starts_with("10: "));
  // Nothing is lost: a row, the end of the last, a row more than said.
  const std::string text = textOf({good, later});
  CHECK(faultOf(text.substr(0, text.size() - 1)) != "" && faultOf(text + joined(other)) != "" && faultOf(textOf(joined(good), 2)) != "");
}

// A random book, its rows in order.
std::vector<Cells> randomRows(std::mt19937& random) {
  const auto below = [&](size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random); };
  std::set<Cells> places;
  const size_t count = below(400);
  for (size_t i = 0; i < count; ++i) {
    places.insert({"meter_" + std::to_string(below(7)), "region-" + std::to_string(below(5)), below(6) == 0 ? "-" : "key." + std::to_string(below(30))});
  }
  std::vector<Cells> rows;
  for (const Cells& place : places) {
    rows.push_back(row(place[0], place[1], place[2], std::to_string(below(900) + 1) + "." + std::to_string(below(1000000) + 1)));
    rows.back()[12] = std::to_string(below(2) + 1);
  }
  return rows;
}

void formsFindWhatTheTextHas() {
  std::mt19937 random(1);
  for (int round = 0; round < 60; ++round) {
    const std::vector<Cells> rows = randomRows(random);
    Fault fault;
    const auto form = compile(textOf(rows), fault);
    CHECK(form.has_value());
    const auto book = PriceBook::open(*form);
    CHECK(book.has_value() && book->size() == rows.size() && book->textDigest() == sha256(textOf(rows)));
    for (size_t meter = 0; meter < 8; ++meter) {
      for (size_t region = 0; region < 6; ++region) {
        for (const std::string key : {"-", "key.0", "key.17", "key.29", "key.30"}) {
          const std::string meter_name = "meter_" + std::to_string(meter), region_name = "region-" + std::to_string(region);
          std::vector<std::string> expected, found;
          for (const Cells& cells : rows) {
            if (cells[0] == meter_name && cells[1] == region_name && cells[2] == key) expected.push_back(cells[8] + " " + cells[12]);
          }
          const auto [begin, end] = book->rows(meter_name, region_name, key);
          for (size_t at = begin; at < end; ++at) found.push_back(std::string((*book)[at].price) + " " + std::to_string((*book)[at].source + 1));
          CHECK(found == expected);
        }
      }
      std::set<std::string> regions;
      for (const Cells& cells : rows) {
        if (cells[0] == "meter_" + std::to_string(meter)) regions.insert(cells[1]);
      }
      const auto found = book->regions("meter_" + std::to_string(meter));
      CHECK(std::vector<std::string>(found.begin(), found.end()) == std::vector<std::string>(regions.begin(), regions.end()));
    }
  }
}

// All that a form says; nothing when it says that it is broken.
std::optional<std::vector<std::string>> readAll(const std::string& form) {
  const auto book = PriceBook::open(form);
  if (!book) return std::nullopt;
  try {
    std::vector<std::string> all = {book->header().edition, book->header().currency};
    for (size_t i = 0; i < book->size(); ++i) {
      const Price price = (*book)[i];
      all.push_back(std::string(price.meter) + "|" + std::string(price.region) + "|" + std::string(price.key) + "|" + std::string(price.price) + "|" +
                    std::to_string(price.from.value_or(0)) + "|" + book->header().sources.at(price.source).title);
    }
    return all;
  } catch (const BrokenBook&) {
    return std::nullopt;
  }
}

void mutatedFormsNeverSayAnotherAmount() {
  std::mt19937 random(2);
  const std::string text = textOf(randomRows(random));
  Fault fault;
  const std::string form = *compile(text, fault);
  const auto all = readAll(form);
  CHECK(all.has_value());
  for (int round = 0; round < 10'000; ++round) {
    const std::string mutated = spoiled(form, random);
    const auto said = readAll(mutated);
    CHECK(!said || *said == *all);
  }
}

void mutatedTextsAreRefused() {
  std::mt19937 random(3);
  const auto below = [&](size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random); };
  const std::string text = textOf(randomRows(random));
  const size_t rows_at = text.find("rows ");
  for (int round = 0; round < 10'000; ++round) {
    std::string mutated = text;
    const size_t at = rows_at + below(text.size() - rows_at);
    switch (below(4)) {
      case 0: mutated[at] ^= static_cast<char>(1 << below(8)); break;
      case 1: mutated.resize(at); break;
      case 2: mutated.erase(at, below(64) + 1); break;
      default: {
        // Two lines change places.
        const size_t line = mutated.find('\n', at), next = line == std::string::npos ? line : mutated.find('\n', line + 1);
        if (next == std::string::npos) continue;
        const size_t begin = mutated.rfind('\n', line - 1) + 1;
        mutated = mutated.substr(0, begin) + mutated.substr(line + 1, next - line) + mutated.substr(begin, line + 1 - begin) + mutated.substr(next + 1);
      }
    }
    CHECK(mutated == text || !faultOf(mutated).empty());
  }
}

void ratesAreWrittenInTheLanguage() {
  Cells first = row("objects", "here", "-", "0.08"), next = first, last = first, dated = row("compute", "here", "small", "0.10");
  first[9] = next[9] = last[9] = "USD/object";
  first[5] = next[4] = "50000", next[5] = last[4] = "1000000";
  next[8] = "0.04", last[8] = "0.02";
  dated[6] = "2025-06-06", dated[12] = "2";
  const Cells there = row("compute", "there", "tall", "3");
  Fault fault;
  const auto form = compile(textOf({dated, there, first, next, last}), fault);
  const auto book = PriceBook::open(*form);
  const std::string text = ratesText(*book, {{"objects", "here", kNone, kNone}, {"compute", "here", "small", kNone}});
  CHECK(text.find("first 50000 object: 0.08 USD/object, next 950000 object: 0.04 USD/object, then 0.02 USD/object\n") != std::string::npos);
  CHECK(text.find("rates compute region here source list_2 from 2025-06-06 {\n  small  0.10 USD/h\n}\n") != std::string::npos);
  CHECK(text.find("tall") == std::string::npos);
  // Of what is missing the neighbours are known: that key elsewhere, other keys here.
  const std::string neighbours = ratesText(*book, {{"compute", "here", "tall", kNone}});
  CHECK(neighbours.find("tall  3 USD/h") != std::string::npos && neighbours.find("small  0.10") != std::string::npos);
  // And what else there is for the same key.
  CHECK(ratesText(*book, {{"nothing", "here", "tall", kNone}}).find("rates compute region there") != std::string::npos);
  CHECK(ratesText(*book, {{"nothing", "here", "wide", kNone}}).empty());
}

}  // namespace

int main() {
  textsAreProved();
  formsFindWhatTheTextHas();
  mutatedFormsNeverSayAnotherAmount();
  mutatedTextsAreRefused();
  ratesAreWrittenInTheLanguage();
  return smcost::test::finish("book_test");
}
