#include "runtime/lists/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/calendar/dates.h"
#include "runtime/book/text.h"
#include "runtime/lists/list_error.h"

namespace smcost::lists {

namespace {

constexpr size_t kDayLength = 10;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isPlainText(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7F'; });
}

}  // namespace

std::string_view boundOf(std::string_view decimal) {
  if (decimal.empty() || isZero(decimal)) return book::kNone;
  const size_t first = std::min(decimal.find_first_not_of('0'), decimal.size());
  return decimal.substr(first > 0 && decimal[first] == '.' ? first - 1 : first);
}

std::optional<uint32_t> dayIn(std::string_view time) {
  const bool is_time = time.size() > kDayLength && time[kDayLength] == 'T';
  return is_time || time.size() == kDayLength ? calendar::readDate(time.substr(0, kDayLength)) : std::nullopt;
}

std::optional<std::string_view> decimalIn(std::string_view text) {
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point), fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  if (!std::all_of(whole.begin(), whole.end(), isDigit) || !std::all_of(fraction.begin(), fraction.end(), isDigit)) return std::nullopt;
  if (point == std::string_view::npos) return text;
  const size_t last = text.find_last_not_of('0');
  return text.substr(0, last == point ? point : last + 1);
}

bool isZero(std::string_view decimal) { return decimal.find_first_not_of("0.") == std::string_view::npos; }

std::string priceUnit(std::string_view currency, std::string_view unit) {
  return fmt::format("{}{}{}", currency, !unit.empty() && isDigit(unit[0]) ? " per " : "/", unit);
}

bool isWords(std::string_view text) {
  static constexpr auto kFits = [] {
    std::array<bool, 256> fits{};
    for (const char c : std::string_view("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-/, ")) fits[static_cast<unsigned char>(c)] = true;
    return fits;
  }();
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return kFits[static_cast<unsigned char>(c)]; });
}

Intake::Intake(const PriceMap& map, const std::vector<std::string>& only, const std::set<std::string, std::less<>>& meters_of_book, Account& account)
    : map_(map), only_(only), meters_of_book_(meters_of_book), account_(account), none_(words.add(book::kNone)), meter_words_(map.list().usage.size(), Words::kUnknown) {}

bool Intake::isMeter(std::string_view name) const {
  const auto& usage = map_.list().usage;
  return std::any_of(usage.begin(), usage.end(), [&](const auto& type) { return type.meter == name; }) || meters_of_book_.contains(name);
}

void Intake::zero(const Stated& price, std::string_view usage) {
  account_.zero.push_back({std::string(words[price.meter]), std::string(words[price.region]), std::string(words[price.key]),
                           std::string(words[price.plan]), std::string(usage), std::string(price.id)});
}

bool Intake::isAskedFor(std::string_view region) const { return only_.empty() || std::find(only_.begin(), only_.end(), region) != only_.end(); }

Subject Intake::subject(std::string_view region, std::string_view usage) {
  const program::ListRegion* found = last_region_ && last_region_->name == region ? last_region_ : map_.region(region);
  if (!found) found = region.empty() ? map_.regionOf(usage) : map_.regionTitled(region);
  if (!found) return unlisted(usage);
  return subject(*found, usage, true);
}

Subject Intake::subject(const program::ListRegion& region, std::string_view usage, bool has_prefix) {
  if (&region != last_region_) {
    last_region_ = &region;
    is_last_asked_for_ = isAskedFor(region.name);
    if (is_last_asked_for_) regions.insert(last_region_word_ = words.add(region.name));
  }
  if (!is_last_asked_for_) return {.is = Subject::Is::ignored, .listed = "in a region that was not asked for"};
  Subject subject = unlisted(usage);
  subject.region = last_region_word_;
  const PriceMap::Found found = map_.find(region, usage, has_prefix);
  if (found.ignored) {
    subject.is = Subject::Is::ignored;
    subject.listed = found.ignored->reason;
  }
  if (!found.type) return subject;
  const std::string_view key = found.key.empty() ? std::string_view(found.type->key) : found.key;
  if (!key.empty() && !isWords(key)) return subject;
  subject.is = Subject::Is::mapped;
  subject.type = found.type;
  uint32_t& meter = meter_words_[static_cast<size_t>(found.type - map_.list().usage.data())];
  if (meter == Words::kUnknown) meter = words.add(found.type->meter);
  subject.meter = meter;
  subject.key = key.empty() ? none_ : words.add(key);
  subject.usage = words.add(found.usage);
  return subject;
}

void Intake::ignore(std::string_view reason) {
  const auto found = account_.ignored.find(reason);
  if (found == account_.ignored.end()) account_.ignored.emplace(reason, 1);
  else ++found->second;
}

void Intake::unknown(std::string_view what) {
  const auto found = account_.unknown.find(what);
  if (found == account_.unknown.end()) account_.unknown.emplace(what, 1);
  else ++found->second;
}

void Intake::protect(const Subject& subject, uint32_t plan) {
  protected_places.insert({subject.meter, subject.region, subject.key, plan});
}

void Intake::currency(std::string_view name) {
  if (currency_name.empty()) currency_name = name;
  if (currency_name != name) throw ListError(fmt::format("it has prices in {} and in {}", currency_name, name));
}

uint32_t Intake::source(std::string title, std::string read, std::string quality) {
  std::replace(title.begin(), title.end(), '"', '\'');
  for (char& c : title) c = static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  for (size_t i = 0; i < sources.size(); ++i) {
    if (sources[i].title == title && sources[i].read == read) return static_cast<uint32_t>(i);
  }
  sources.push_back({std::move(title), std::move(read), std::move(quality)});
  return static_cast<uint32_t>(sources.size() - 1);
}

void Intake::take(const Subject& subject, const ListedPrice& price, uint32_t plan) {
  count();
  if (subject.is == Subject::Is::ignored) return ignore(subject.listed);
  if (subject.is == Subject::Is::unknown) return unknown(subject.listed);
  const auto notUnderstood = [&](std::string_view what, std::string_view text) {
    protect(subject, plan);
    unknown(fmt::format("{} ({} `{}`)", subject.listed, what, text));
  };
  currency(price.currency);
  const auto unit = std::find_if(units_.begin(), units_.end(), [&](const auto& known) { return known.first == price.unit; });
  if (price.unit != subject.type->unit) return notUnderstood("unit", price.unit);
  uint32_t unit_word = unit == units_.end() ? 0 : unit->second;
  if (unit == units_.end()) {
    const std::string_view in_language = map_.unit(price.unit);
    if (in_language.empty()) return notUnderstood("unit", price.unit);
    unit_word = words.add(priceUnit(currency_name, in_language));
    units_.emplace_back(price.unit, unit_word);
  }
  const auto decimal = decimalIn(price.price);
  if (!decimal) return notUnderstood("price", price.price);
  const auto lower = price.lower.empty() ? price.lower : decimalIn(price.lower);
  const auto upper = price.upper == "Inf" || price.upper.empty() ? std::string_view() : decimalIn(price.upper);
  if (!lower || !upper) return notUnderstood("tier from", fmt::format("{} to {}", price.lower, price.upper));
  if (price.effective != last_effective_) {
    last_effective_ = price.effective;
    last_from_ = dayIn(price.effective);
  }
  if (!last_from_ && !price.effective.empty()) return notUnderstood("date", price.effective);
  if (subject.type->is_free && isZero(*decimal)) return ignore("free, as the library says");
  if (subject.type->is_free) return notUnderstood("the library says that it is free, and the price is", price.price);
  if (isZero(*decimal)) {
    protect(subject, plan);
    zero(Stated{.meter = subject.meter, .region = subject.region, .key = subject.key, .plan = plan, .from = {}, .until = {}, .lower = {}, .upper = {}, .price = {}, .id = price.id},
         subject.listed);
    return;
  }
  countMapped();
  take(Stated{.meter = subject.meter, .region = subject.region, .key = subject.key, .plan = plan, .unit = unit_word, .usage = subject.usage,
              .note = none_, .from = last_from_, .until = {}, .lower = texts.keep(boundOf(*lower)), .upper = texts.keep(boundOf(*upper)),
              .price = texts.keep(*decimal), .id = isPlainText(price.id) ? texts.keep(price.id) : book::kNone});
}

void Intake::take(Stated stated_price) {
  if (covers == Covers::meters_in_regions) meters.emplace(stated_price.meter, stated_price.region);
  stated.push_back(stated_price);
}

}  // namespace smcost::lists
