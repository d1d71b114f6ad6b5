// What a rate that cannot bill says: what is missing, where it would be found, and the
// text that mends it.
#include <algorithm>
#include <map>
#include <set>

#include "lang/base/check.h"
#include "lang/base/nearest.h"
#include "lang/calendar/dates.h"
#include "runtime/catalog/catalog.h"
#include "runtime/catalog/price_changes.h"

namespace smcost::runtime {

namespace {

constexpr size_t kMaxListed = 6;

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (size_t i = 0; i < words.size() && i < kMaxListed; ++i) text += (i ? ", " : "") + words[i];
  if (words.size() > kMaxListed) text += ", and " + std::to_string(words.size() - kMaxListed) + " more";
  return text;
}

// Of long texts the beginning is enough to order keys.
constexpr size_t kCompared = 64;
std::string_view shortened(std::string_view text) { return text.substr(0, kCompared); }

// "us-east-1 (edition page-de)", for each place where this meter and key have a price.
std::vector<std::string> elsewhere(const program::Program& program, const Rate& rate,
                                   const std::vector<program::RateRowId>& rows) {
  std::set<std::string> places;
  for (const program::RateRowId id : rows) {
    const program::RateRow& row = program.rates[id.value];
    if (row.key != rate.key || row.offer != rate.offer) continue;
    if (row.region == rate.region && row.edition == program.edition) continue;
    std::string place(row.region ? program.names.text(row.region) : "everywhere");
    if (row.edition != program.edition) place += " (edition " + std::string(row.edition ? program.names.text(row.edition) : "none") + ")";
    places.insert(std::move(place));
  }
  return {places.begin(), places.end()};
}

// Keys of the meter that do have a price here, the most alike first.
std::vector<std::string> nearestKeys(const program::Program& program, const Rate& rate,
                                     const std::vector<program::RateRowId>& rows) {
  std::set<std::pair<size_t, std::string>> found;
  const std::string& wanted = program.keys[rate.key.value].text;
  for (const program::RateRowId id : rows) {
    const program::RateRow& row = program.rates[id.value];
    if (!row.key || row.key == rate.key || row.offer != rate.offer || (row.region && row.region != rate.region) || row.edition != program.edition) continue;
    const std::string& text = program.keys[row.key.value].text;
    found.emplace(base::editDistance(shortened(wanted), shortened(text), kCompared), text);
  }
  std::vector<std::string> keys;
  for (const auto& [distance, text] : found) keys.push_back(text);
  return keys;
}

bool isSku(const program::Program& program, program::KeyId key) {
  const auto& skus = program.facts.skus;
  return std::find(skus.begin(), skus.end(), key) != skus.end();
}

// The days on which some of these rows hold; empty: always.
std::string daysText(const std::vector<const program::RateRow*>& rows) {
  program::RateRow whole = *rows.front();
  for (const program::RateRow* row : rows) {
    if (!row->from_day || (whole.from_day && *row->from_day < *whole.from_day)) whole.from_day = row->from_day;
    if (!row->until_day || (whole.until_day && *row->until_day > *whole.until_day)) whole.until_day = row->until_day;
  }
  return whole.from_day || whole.until_day ? validityText(whole) : "";
}

std::string joinAnd(const std::vector<std::string>& words) {
  if (words.size() < 2 || words.size() > kMaxListed) return join(words);
  std::string text = join({words.begin(), words.end() - 1});
  return text + " and " + words.back();
}

// What else this SKU has prices for, in this edition: here, or else anywhere.
std::string othersOfSku(const program::Program& program, const Rate& rate) {
  std::map<std::string, std::vector<const program::RateRow*>> here;
  std::map<std::string, std::map<std::string, std::vector<const program::RateRow*>>> away;
  for (const program::RateRow& row : program.rates) {
    if (row.key != rate.key || row.offer != rate.offer || row.edition != program.edition || row.meter == rate.meter) continue;
    const std::string meter = "`" + program.meters[row.meter.value].name + "`";
    if (!row.region || row.region == rate.region) here[meter].push_back(&row);
    else away[meter][std::string(program.names.text(row.region))].push_back(&row);
  }
  const std::string& sku = program.keys[rate.key.value].text;
  const std::string who = program.book ? "the book" : "edition " + std::string(program.editionName());
  const std::string region = rate.region ? std::string(program.names.text(rate.region)) : "no region";
  const std::string meter = program.meters[rate.meter.value].name;
  std::vector<std::string> texts;
  for (const auto& [name, rows] : here) texts.push_back(name + daysText(rows));
  if (!texts.empty()) return who + " prices `" + sku + "` for " + joinAnd(texts) + " in " + region + ", not for `" + meter + "`";
  for (const auto& [name, regions] : away) {
    std::vector<std::string> places;
    for (const auto& [place, rows] : regions) places.push_back(place + daysText(rows));
    texts.push_back(name + " (" + join(places) + ")");
  }
  if (!texts.empty()) return who + " prices `" + sku + "` for " + joinAnd(texts) + ", and nothing of it in " + region;
  return {};
}

// The unit to write a price in: that of a row of the same meter, else of a meter that measures
// the same, else currency per base unit.
std::string priceUnit(const program::Program& program, const Rate& rate, const std::vector<program::RateRowId>& rows) {
  for (const program::RateRowId id : rows) {
    const std::string& unit = program.textOf(program.rates[id.value]).price_unit;
    if (!unit.empty()) return unit;
  }
  const program::Meter& meter = program.meters[rate.meter.value];
  for (const program::RateRow& row : program.rates) {
    const program::Meter& other = program.meters[row.meter.value];
    const bool alike = other.dimension == meter.dimension && other.has_basis == meter.has_basis;
    if (alike && !program.textOf(row).price_unit.empty()) return program.textOf(row).price_unit;
  }
  std::string currency = "USD";
  if (program.currency) {
    currency = program.names.text(program.currency);
  }
  return currency + "/" + meter.base_unit;
}

// "`compute(small)`", and under which offer.
std::string rateText(const program::Program& program, const Rate& rate) {
  const std::string text = "`" + meterText(program, rate.meter, rate.key) + "`";
  return rate.offer ? text + " under `" + program.offers[rate.offer.value].text + "`" : text;
}

}  // namespace

std::string validityText(const program::RateRow& row) {
  std::string text;
  if (row.from_day) text += " from " + calendar::dateText(*row.from_day);
  if (row.until_day) text += " until " + calendar::dateText(*row.until_day);
  return text.empty() ? " always" : text;
}

// A `rates` block to paste: only the figure has to be filled in. It names no source, so that it is the
// writer's own and nobody's list.
std::string Catalog::pasteText(const Rate& rate) const {
  std::string text = "rates " + program_.meters[rate.meter.value].name;
  const std::string_view region = rate.region ? program_.names.text(rate.region) : std::string_view{};
  text += " region " + std::string(region.empty() ? "everywhere" : region);
  if (rate.offer) text += " plan " + program_.offers[rate.offer.value].text;
  text += " {\n  ";
  if (rate.key) text += program_.keys[rate.key.value].text + "  ";
  return text + "PRICE " + priceUnit(program_, rate, rows_of_meter_[rate.meter.value]) + "\n}";
}

// Which days the two share is said where they do not share all.
diagnostics::Diagnostic& Catalog::reportTwoPrices(const Rate& rate, source::Span span, diagnostics::Sink& sink) const {
  const std::string what = rateText(program_, rate);
  const std::string region = rate.region ? std::string(program_.names.text(rate.region)) : "no region";
  const program::RateRow &one = program_.rates[rate.rows.front().value], &other = program_.rates[rate.rows.back().value];
  if (holds(one) && holds(other)) {
    auto& message = sink.report(span, diagnostics::kinds::ambiguous_price, what, region);
    for (const program::RateRowId row : rate.rows) message.label(program_.rates[row.value].span, "one price");
    return message.hint("remove one of them, or give each its days with `from` and `until`");
  }
  auto& message = sink.report(span, diagnostics::kinds::overlapping_validity, what, region, commonDaysText(program_, one, other));
  for (const program::RateRow* row : {&one, &other}) message.label(row->span, "holds" + validityText(*row));
  return message.hint("let one end, `until`, on the day on which the other begins, `from`");
}

diagnostics::Diagnostic& Catalog::reportMissing(const Rate& rate, source::Span span, diagnostics::Sink& sink) const {
  const std::vector<program::RateRowId>& rows = rows_of_meter_[rate.meter.value];
  const std::string what = rateText(program_, rate);
  const std::string region = rate.region ? std::string(program_.names.text(rate.region)) : "no region";
  const std::string edition(program_.edition ? program_.editionName() : "none");
  auto& message = sink.report(span, diagnostics::kinds::missing_price, what, region, edition);
  if (!rate.rows.empty()) {
    message.note("its tiers do not cover every quantity: they leave a gap, or start above 0, or end");
    for (const program::RateRowId id : rate.rows) message.label(program_.rates[id.value].span, "a tier of this price");
  }
  // Both look at all rows of the meter: for the first messages of many.
  if (!message.takes_suggestions) return message.note("to add the price, write\n" + pasteText(rate));
  if (const auto places = elsewhere(program_, rate, rows); !places.empty()) {
    message.note("it has a price in " + join(places) + "; a bill never takes a price from elsewhere by itself");
  }
  // Another machine is never what was meant; another word may be.
  if (rate.key && isSku(program_, rate.key)) {
    const std::string others = othersOfSku(program_, rate);
    if (!others.empty()) message.note(others);
    else if (elsewhere(program_, rate, rows).empty()) message.note("`" + program_.keys[rate.key.value].text + "` has no price at all in edition " + edition);
  } else if (rate.key) {
    if (const auto keys = nearestKeys(program_, rate, rows); !keys.empty()) {
      message.hint("`" + program_.meters[rate.meter.value].name + "` has a price here for " + join(keys));
    }
  }
  if (program_.book) message.hint("`smcost prices fetch` reads the provider's list of today, `smcost prices import FILE` one that you have");
  return message.note("if you know what it costs, a row of your own says so; its source is then its place in your file:\n" + pasteText(rate));
}

diagnostics::Diagnostic* Catalog::report(RateId id, source::Span span, diagnostics::Sink& sink) const {
  const Rate& rate = rates_[id.value];
  const std::string what = rateText(program_, rate);
  const std::string region = rate.region ? std::string(program_.names.text(rate.region)) : "no region";
  switch (rate.outcome) {
    case Rate::Outcome::priced:
    case Rate::Outcome::free:
    case Rate::Outcome::commitment:
      return nullptr;
    case Rate::Outcome::missing:
      return &reportMissing(rate, span, sink);
    case Rate::Outcome::quote: {
      return &sink.report(span, diagnostics::kinds::unquoted_price, what, rate.reason)
          .note("to bill it, add the price you were quoted:\n" + pasteText(rate));
    }
    case Rate::Outcome::ambiguous:
      return &reportTwoPrices(rate, span, sink);
    case Rate::Outcome::currencies: {
      const auto currency = [this](program::RateRowId row) { return program_.names.text(program_.rates[row.value].currency); };
      auto& message = sink.report(span, diagnostics::kinds::currency_mismatch, currency(rate.rows[0]), currency(rate.rows[1]));
      for (const program::RateRowId row : rate.rows) {
        const program::RateText& reads = program_.textOf(program_.rates[row.value]);
        const std::string text = reads.price + " " + reads.price_unit;
        message.label(program_.rates[row.value].span, "`" + text + "` of " + what + validityText(program_.rates[row.value]));
      }
      message.hint("what one rate charges is added: quote its tiers and its days in one currency");
      return &message;
    }
    case Rate::Outcome::changing: {
      const char* why = rate.pooled ? "what is counted over the whole bill has one price a month"
                                    : "it is not known when this is used";
      auto& message = sink.report(span, diagnostics::kinds::price_changes, what, program_.period.name, why);
      for (const program::RateRowId row : rate.rows) {
        message.label(program_.rates[row.value].span, "holds" + validityText(program_.rates[row.value]));
      }
      for (const program::RateRowId row : rate.rows) {
        if (!program_.rates[row.value].agreement) continue;
        const program::Agreement& agreement = program_.agreements[program_.rates[row.value].agreement.value];
        message.label(agreement.span, "this agreement holds for a part of the month");
        break;
      }
      if (!rate.pooled) message.hint("say on which day, `on 2025-03-14`, or give a placed schedule, `days 1..10 9:00..17:00`");
      return &message;
    }
    case Rate::Outcome::outdated: {
      auto& message = sink.report(span, diagnostics::kinds::outdated_price, what, region, program_.period.name);
      for (const program::RateRowId row : rate.rows) {
        message.label(program_.rates[row.value].span, "holds" + validityText(program_.rates[row.value]));
      }
      message.hint(program_.period.first_day ? "add the row that holds on every day of the period"
                                             : "name a calendar month: `period 2025-03`");
      return &message;
    }
  }
  return nullptr;
}

}  // namespace smcost::runtime
