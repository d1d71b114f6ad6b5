#include "lang/check/periods.h"

#include <fmt/format.h>

#include <charconv>

#include "lang/check/context.h"

namespace smcost::check {

namespace {

constexpr int kSecondsPerHour = 3600;
constexpr size_t kMostMonths = 120;

}  // namespace

program::Period averageMonth() {
  program::Period period;
  period.name = "average";
  period.seconds = 730 * kSecondsPerHour;
  period.days = base::Rational(730, 24);
  period.days.canonicalize();
  return period;
}

namespace {

std::optional<program::Period> dayPeriod(std::string_view text) {
  int days = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  std::string_view rest = text.substr(static_cast<size_t>(end - text.data()));
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  if (error != std::errc() || days < 1 || days > kMostDays || (rest != "days" && rest != "day")) return std::nullopt;
  program::Period period;
  period.name = fmt::format("{} days", days);
  period.days = days;
  period.seconds = days * kSecondsPerDay;
  return period;
}

}  // namespace

std::optional<program::Period> monthPeriod(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  auto year_end = std::from_chars(text.data(), text.data() + 4, year);
  auto month_end = std::from_chars(text.data() + 5, text.data() + 7, month);
  if (year_end.ptr != text.data() + 4 || month_end.ptr != text.data() + 7) return std::nullopt;
  if (year < 1970 || month < 1 || month > 12) return std::nullopt;
  program::Period period;
  period.name = std::string(text);
  unsigned days = calendar::daysInMonth(year, month);
  period.days = days;
  period.seconds = base::Rational(days) * kSecondsPerDay;
  period.first_day = calendar::dayOf({year, month, 1});
  return period;
}

std::optional<Months> readMonths(std::string_view text) {
  size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  auto first = monthPeriod(text.substr(0, dots)), last = monthPeriod(text.substr(dots + 2));
  if (!first || !last) return std::nullopt;
  Months months;
  if (*last->first_day < *first->first_day) {
    months.wrong = "the last is before the first";
    return months;
  }
  int year = 0;
  unsigned month = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  while (months.names.empty() || months.names.back() != last->name) {
    if (months.names.size() == kMostMonths) {
      months.wrong = fmt::format("at most {} are billed at once", kMostMonths);
      break;
    }
    months.names.push_back(fmt::format("{:04}-{:02}", year, month));
    year += month == 12;
    month = month == 12 ? 1 : month + 1;
  }
  return months;
}

std::optional<program::Period> readPeriod(std::string_view text) {
  if (text == "average") return averageMonth();
  if (auto month = monthPeriod(text)) return month;
  return dayPeriod(text);
}

}  // namespace smcost::check
