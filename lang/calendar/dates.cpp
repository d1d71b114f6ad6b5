#include "lang/calendar/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace smcost::calendar {

namespace {

constexpr size_t kDateLength = 10, kMonthAt = 5, kDayAt = 8;

using Civil = std::chrono::year_month_day;

Civil civil(const Date& date) {
  return {std::chrono::year(date.year), std::chrono::month(date.month), std::chrono::day(date.day)};
}

// Of digits alone.
template <class Number>
bool read(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Date dateOf(uint32_t day) {
  const Civil date{std::chrono::sys_days(std::chrono::days(day))};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
}

uint32_t dayOf(const Date& date) { return static_cast<uint32_t>(std::chrono::sys_days(civil(date)).time_since_epoch().count()); }

uint32_t monthsLater(uint32_t day, uint32_t months) {
  const Date date = dateOf(day);
  const uint32_t number = date.monthNumber() + months;
  Date later{static_cast<int>(number / kMonthsPerYear) + Date().year, number % kMonthsPerYear + 1, 1};
  later.day = std::min(date.day, daysInMonth(later.year, later.month));
  return dayOf(later);
}

bool isDate(std::string_view text) { return text.size() == kDateLength && text[kMonthAt - 1] == '-' && text[kDayAt - 1] == '-'; }

std::optional<uint32_t> readDate(std::string_view text) {
  if (!isDate(text)) return std::nullopt;
  Date date;
  if (!read(text.substr(0, kMonthAt - 1), date.year) || !read(text.substr(kMonthAt, 2), date.month) || !read(text.substr(kDayAt), date.day)) {
    return std::nullopt;
  }
  if (date.year < Date().year || !civil(date).ok()) return std::nullopt;
  return dayOf(date);
}

std::string dateText(uint32_t day) {
  const Date date = dateOf(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

unsigned daysInMonth(int year, unsigned month) {
  return static_cast<unsigned>(std::chrono::year_month_day_last(std::chrono::year(year), std::chrono::month_day_last(std::chrono::month(month))).day());
}

int weekdayOf(uint32_t day) { return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(std::chrono::days(day))).c_encoding()); }

}  // namespace smcost::calendar
