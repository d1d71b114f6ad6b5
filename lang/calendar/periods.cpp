#include "lang/calendar/periods.h"

#include <fmt/format.h>

#include <charconv>

#include "lang/calendar/clock_times.h"
#include "lang/calendar/dates.h"

namespace smcost::calendar {

namespace {

constexpr size_t kMostMonths = 120;
constexpr size_t kMonthLength = 7;     // "2025-03"
constexpr int kHoursOfAverage = 730;   // 8760 of a year, over its months

}  // namespace

Period averageMonth() {
  Period period;
  period.name = "average";
  period.seconds = kHoursOfAverage * kSecondsPerHour;
  period.days = period.seconds / kSecondsPerDay;
  return period;
}

namespace {

std::optional<Period> dayPeriod(std::string_view text) {
  int days = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  std::string_view rest = text.substr(static_cast<size_t>(end - text.data()));
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  if (error != std::errc() || days < 1 || days > kMostDays || (rest != "days" && rest != "day")) return std::nullopt;
  Period period;
  period.name = fmt::format("{} days", days);
  period.days = days;
  period.seconds = days * kSecondsPerDay;
  return period;
}

}  // namespace

std::optional<Period> monthPeriod(std::string_view text) {
  const auto first = text.size() == kMonthLength ? readDate(fmt::format("{}-01", text)) : std::nullopt;
  if (!first) return std::nullopt;
  const Date date = dateOf(*first);
  Period period;
  period.name = std::string(text);
  period.days = daysInMonth(date.year, date.month);
  period.seconds = period.days * kSecondsPerDay;
  period.first_day = first;
  return period;
}

bool holdsThroughout(std::optional<uint32_t> from_day, std::optional<uint32_t> until_day, const Period& period) {
  if (!period.first_day) return !until_day;
  const base::Rational first = *period.first_day;
  return (!from_day || first >= *from_day) && (!until_day || first + period.days <= *until_day);
}

std::optional<Months> readMonths(std::string_view text) {
  const size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const auto first = monthPeriod(text.substr(0, dots)), last = monthPeriod(text.substr(dots + 2));
  if (!first || !last) return std::nullopt;
  Months months;
  if (*last->first_day < *first->first_day) {
    months.wrong = "the last is before the first";
    return months;
  }
  uint32_t day = *first->first_day;
  while (day <= *last->first_day) {
    if (months.names.size() == kMostMonths) {
      months.wrong = fmt::format("at most {} are billed at once", kMostMonths);
      break;
    }
    months.names.push_back(dateText(day).substr(0, kMonthLength));
    const Date date = dateOf(day);
    day += daysInMonth(date.year, date.month);
  }
  return months;
}

std::optional<Period> readPeriod(std::string_view text) {
  if (text == "average") return averageMonth();
  if (auto month = monthPeriod(text)) return month;
  return dayPeriod(text);
}

}  // namespace smcost::calendar
