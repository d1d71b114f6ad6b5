#include "runtime/lists/account.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace smcost::lists {

namespace {

using Json = nlohmann::ordered_json;

std::string counted(size_t count, std::string_view what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

std::string textOf(const ToldPlace& place) {
  std::string text = place.meter;
  for (const std::string& part : {place.region, place.key, place.plan}) {
    if (!part.empty() && part != "-") text += " " + part;
  }
  return text;
}

size_t sum(const Counts& counts) {
  size_t total = 0;
  for (const auto& [what, count] : counts) total += count;
  return total;
}

std::string listed(const Counts& counts) {
  std::vector<std::pair<std::string_view, size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (const auto& [what, count] : sorted) text += fmt::format("  {:>8}  {}\n", count, what);
  return text;
}

Json placeJson(const ToldPlace& place) {
  const auto orNull = [](const std::string& text) { return text.empty() || text == "-" ? Json(nullptr) : Json(text); };
  return {{"meter", place.meter}, {"region", place.region}, {"key", orNull(place.key)}, {"plan", orNull(place.plan)}, {"usage", orNull(place.usage)}, {"id", orNull(place.id)}};
}

Json countsJson(const Counts& counts) {
  Json json = Json::object();
  for (const auto& [what, count] : counts) json[what] = count;
  return json;
}

}  // namespace

std::string accountText(const Account& account, const std::string& book) {
  std::string text;
  for (const ReadFile& file : account.files) {
    text += fmt::format("{}: {}, {}{}, {}\n", file.name, file.kind, file.list, file.published.empty() ? "" : " of " + file.published, counted(file.rows, "row"));
  }
  text += fmt::format("\n{:>10}  mapped to a meter\n", account.mapped);
  if (account.contradictions.empty()) {
    text += fmt::format("{:>10}    unchanged: the book has them\n{:>10}    opened\n", account.unchanged, account.opened);
    text += fmt::format("{:>10}  closed in the book, since their price changed\n{:>10}  ended in the book, since the list has them no longer\n", account.closed, account.vanished);
  }
  text += fmt::format("{:>10}  ignored\n", sum(account.ignored)) + listed(account.ignored);
  text += fmt::format("{:>10}  not understood\n", sum(account.unknown)) + listed(account.unknown);
  if (!account.zero.empty()) {
    text += fmt::format("{:>10}  at a price of 0, which is never taken: what the book has of them stays\n", account.zero.size());
    for (const ToldPlace& place : account.zero) text += fmt::format("            {}{}\n", textOf(place), place.usage.empty() ? "" : fmt::format(" ({})", place.usage));
  }
  if (!account.contradictions.empty()) {
    text += fmt::format("{:>10}  with two prices for one place and time\n", account.contradictions.size());
    for (const Contradiction& two : account.contradictions) text += fmt::format("            {}: {}\n", textOf(two.place), fmt::join(two.prices, " and "));
    return text + "\nnothing was written\n";
  }
  return text + fmt::format("\n{}: {}, published {}\n", book, counted(account.book_rows, "row"), account.published);
}

std::string accountJson(const Account& account, const std::string& book) {
  Json files = Json::array(), zero = Json::array(), contradictions = Json::array();
  for (const ReadFile& file : account.files) {
    files.push_back({{"name", file.name}, {"kind", file.kind}, {"list", file.list}, {"published", file.published}, {"rows", file.rows}});
  }
  for (const ToldPlace& place : account.zero) zero.push_back(placeJson(place));
  for (const Contradiction& two : account.contradictions) contradictions.push_back({{"place", placeJson(two.place)}, {"prices", two.prices}});
  const Json json = {{"book", book}, {"published", account.published}, {"book_rows", account.book_rows}, {"files", files}, {"rows", account.rows},
                     {"mapped", account.mapped}, {"unchanged", account.unchanged}, {"opened", account.opened}, {"closed", account.closed},
                     {"vanished", account.vanished}, {"ignored", countsJson(account.ignored)}, {"unknown", countsJson(account.unknown)},
                     {"zero", zero}, {"contradictions", contradictions}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace smcost::lists
