// Days of the billed period as a phrase names them: `days 1..10`, `weekdays`, `last 5 days
// of month`, `2025-03-14`.

#include <fmt/format.h>

#include <charconv>

#include "lang/check/context.h"

namespace smcost::check {

namespace {

constexpr int kNoSuchDay = 1'000'000'000;  // of digits that no day has

int dayNumber(std::string_view& text) {
  while (!text.empty() && (text.front() < '0' || text.front() > '9')) text.remove_prefix(1);
  int number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return error == std::errc() ? number : kNoSuchDay;
}

}  // namespace

std::optional<uint32_t> dateDay(Context& cx, Span at, std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    cx.sink->report(at, kinds::no_such_day, text.substr(0, 7), std::to_string(day));
    return std::nullopt;
  }
  return daysFromCivil(year, month, day);
}

bool isDate(std::string_view text) { return text.size() == 10 && text[4] == '-' && text[7] == '-'; }

std::optional<int> wholeDaysOfPeriod(Context& cx, Span at, std::string_view what) {
  const base::Rational& days = cx.program.period.days;
  if (base::isWhole(days) && days <= 10'000) return static_cast<int>(days.get_num().get_si());
  cx.sink->report(at, kinds::needs_month, what)
      .hint(fmt::format("the period is `{}`; say `period 2025-03` or `period 30 days`", cx.program.period.name));
  return std::nullopt;
}

bool markDays(Context& cx, Span at, std::string_view text, int days, std::vector<bool>& marks) {
  auto mark = [&](int from, int to) {
    if (from < 1 || to < from || to > days) {
      int wrong = from < 1 || from > days ? from : to;
      cx.sink->report(at, kinds::no_such_day, cx.program.period.name, std::to_string(wrong));
      return false;
    }
    for (int day = from; day <= to; ++day) marks[static_cast<size_t>(day)] = true;
    return true;
  };
  std::string_view rest = text;
  if (isDate(text)) {
    if (!cx.program.period.first_day) {
      cx.sink->report(at, kinds::needs_month, "a date");
      return false;
    }
    auto day = dateDay(cx, at, text);
    if (!day) return false;
    uint32_t first = *cx.program.period.first_day;
    if (*day < first || *day >= first + static_cast<uint32_t>(days)) {
      cx.sink->report(at, kinds::date_outside_period, text, cx.program.period.name);
      return false;
    }
    marks[*day - first + 1] = true;
    return true;
  }
  if (text.starts_with("weekdays")) {
    if (!cx.program.period.first_day) {
      cx.sink->report(at, kinds::needs_month, "`weekdays`");
      return false;
    }
    for (int day = 1; day <= days; ++day) {
      int name = weekdayOf(*cx.program.period.first_day + static_cast<uint32_t>(day) - 1);
      if (name != 0 && name != 6) marks[static_cast<size_t>(day)] = true;
    }
    return true;
  }
  if (text.starts_with("last") || text.starts_with("first")) {
    if (text.starts_with("last") && !cx.program.period.first_day) {
      cx.sink->report(at, kinds::needs_month, "`last … days`");
      return false;
    }
    int count = dayNumber(rest);
    if (rest.find("week") != std::string_view::npos && count <= days) count *= 7;
    if (count > days) {
      cx.sink->report(at, kinds::longer_than_period, text, cx.program.period.name);
      return false;
    }
    return text.starts_with("last") ? mark(days - count + 1, days) : mark(1, count);
  }
  int from = dayNumber(rest);
  int to = text.starts_with("days") ? dayNumber(rest) : from;
  return mark(from, to);
}

}  // namespace smcost::check
