#include "compiler/mcp/prices.h"

#include <fmt/format.h>

#include "compiler/session/book.h"
#include "lang/calendar/dates.h"
#include "runtime/book/found_rows.h"

namespace smcost::mcp {

namespace {

// More are no answer.
constexpr size_t kMostRows = 500;

// Why it cannot be read; empty: it can.
std::string faultOf(const session::FoundBook& found, const books::Opened& opened) {
  const auto fault = found.fault ? found.fault : opened.fault;
  if (fault) return fmt::format("line {}: {}", fault->line, fault->what);
  return found.error.empty() ? opened.error : found.error;
}

std::string nameOf(const session::FoundBook& found) {
  return found.where == session::FoundBook::Where::program ? "inside the program" : found.shown;
}

}  // namespace

Answer pricesOf(const session::Options& spec, const PricesWanted& wanted) {
  book::WantedRows rows{wanted.meter, wanted.key, wanted.region, std::nullopt};
  if (wanted.day) {
    rows.day = calendar::readDate(*wanted.day);
    if (!rows.day) return refusal(fmt::format("`{}` is no day: 2025-03-14", *wanted.day));
  }
  if (rows.meter.empty() && rows.key.empty()) return refusal("a `meter` or a `key` is wanted: there are tens of thousands of rows");
  const session::BookPlaces places(spec);
  std::string elsewhere;
  for (const session::FoundBook& found : session::findBooks(places)) {
    books::Opened opened;
    if (found.error.empty() && !found.fault) opened = places.open(found);
    if (const std::string fault = faultOf(found, opened); !fault.empty()) return refusal(fmt::format("the price book {}: {}", nameOf(found), fault));
    if (!found.wins) continue;
    std::vector<book::RowFields> listed;
    try {
      opened.book->ask([&](const book::PriceBook& open) {
        listed = book::findRows(open, rows, kMostRows + 1);
        if (listed.empty() && !rows.key.empty()) elsewhere = book::otherPlaces(open, rows.key);
        return true;
      });
    } catch (const book::BrokenBook& broken) {
      return refusal(fmt::format("the price book {}: {}", nameOf(found), broken.what()));
    }
    if (listed.empty()) continue;
    const bool is_cut = listed.size() > kMostRows;
    if (is_cut) listed.resize(kMostRows);
    Json data = Json::array();
    for (const book::RowFields& row : listed) {
      Json one = Json::object();
      for (const auto& [name, text] : row) {
        if (!text.empty()) one[name] = text;
      }
      data.push_back(std::move(one));
    }
    Answer answer;
    const book::Header& header = opened.book->header();
    const std::string about = fmt::format("edition {} of {}, published {}, {}", header.edition, header.service, header.published, nameOf(found));
    answer.text = fmt::format("{} rows{} of {}\n", data.size(), is_cut ? " and more" : "", about);
    for (const Json& one : data) answer.text += one.dump() + "\n";
    answer.structured = {{"outcome", "answered"}, {"rows", std::move(data)}, {"book", about}, {"diagnostics", Json::array()}};
    if (is_cut) answer.structured["left_off"] = true;
    return answer;
  }
  return refusal(fmt::format("no price book has such a row{}{}", elsewhere.empty() ? "" : "; the key has prices of ", elsewhere));
}

std::string bookHeads(const session::Options& spec) {
  std::string text;
  const session::BookPlaces places(spec);
  for (const session::FoundBook& found : session::findBooks(places)) {
    if (!found.header) {
      text += fmt::format("{}: cannot be read\n", nameOf(found));
      continue;
    }
    text += fmt::format("{} @ {}, published {}, {}{}\n", found.header->service, found.header->edition, found.header->published, nameOf(found), found.wins ? "" : " (hidden by another)");
    for (const book::Source& source : found.header->sources) text += fmt::format("  source {}, read {}\n", source.title, source.read);
  }
  return text;
}

}  // namespace smcost::mcp
