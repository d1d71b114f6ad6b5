// Days as a phrase names them: `days 1..10`, `weekdays`, `last 5 days of month`, `2025-03-14`.
// But for a date they repeat: they are days of every month, of which a period asks for its own and
// for those around it, whose nights reach into it.

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
  const auto day = calendar::readDate(text);
  if (!day) cx.sink->report(at, kinds::no_such_day, text.substr(0, text.rfind('-')), text.substr(text.rfind('-') + 1));
  return day;
}

bool isDate(std::string_view text) { return text.size() == 10 && text[4] == '-' && text[7] == '-'; }

std::optional<int> wholeDaysOfPeriod(Context& cx, Span at, std::string_view what) {
  const base::Rational& days = cx.program.period.days;
  if (base::isWhole(days) && days <= 10'000) return static_cast<int>(days.get_num().get_si());
  if (cx.period_wrong) return std::nullopt;
  cx.sink->report(at, kinds::needs_month, what)
      .hint(fmt::format("the period is `{}`; say `period 2025-03` or `period 30 days`", cx.program.period.name));
  return std::nullopt;
}

namespace {

constexpr unsigned kDaysOfTurn = 31;  // of December and of January

bool hasMonth(Context& cx, Span at, std::string_view what) {
  if (!cx.program.period.first_day && !cx.period_wrong) cx.sink->report(at, kinds::needs_month, what);
  return cx.program.period.first_day.has_value();
}

std::optional<DaySet> dateSet(Context& cx, Span at, std::string_view text, int days) {
  if (!hasMonth(cx, at, "a date")) return std::nullopt;
  auto day = dateDay(cx, at, text);
  if (!day) return std::nullopt;
  // The clock times of a day beside the period may still lie in it.
  const int64_t number = int64_t{*day} - *cx.program.period.first_day;
  if (number < -kDaysBefore || number > days) {
    if (!cx.period_wrong) cx.sink->report(at, kinds::date_outside_period, text, cx.program.period.name);
    return std::nullopt;
  }
  return DaySet{DaySet::Kind::date, static_cast<int>(number), 0};
}

// `first 2 days`, `last 1 week of month`
std::optional<DaySet> edgeDays(Context& cx, Span at, std::string_view text, int days) {
  const bool is_last = text.starts_with("last");
  if (is_last && !hasMonth(cx, at, "`last … days`")) return std::nullopt;
  std::string_view rest = text;
  int count = dayNumber(rest);
  if (rest.find("week") != std::string_view::npos && count <= days) count *= kDaysPerWeek;
  if (count == 0) {
    cx.sink->report(at, kinds::names_no_day, text);
    return std::nullopt;
  }
  if (count > days) {
    if (!cx.period_wrong) cx.sink->report(at, kinds::longer_than_period, text, periodInDays(cx));
    return std::nullopt;
  }
  return DaySet{is_last ? DaySet::Kind::last : DaySet::Kind::first, 0, count};
}

// `day 11`, `days 1..10`
std::optional<DaySet> numberedDays(Context& cx, Span at, std::string_view text, int days) {
  std::string_view rest = text;
  const int from = dayNumber(rest), to = text.starts_with("days") ? dayNumber(rest) : from;
  if (to < from) {
    cx.sink->report(at, kinds::reversed_range, text)
        .hint(fmt::format("days count up inside a month: what goes on in the next one is two schedules, "
                          "`days {}..{}` and `days 1..{}`", from, days, to));
    return std::nullopt;
  }
  if (from < 1 || to > days) {
    const int wrong = from < 1 || from > days ? from : to;
    if (!cx.period_wrong) cx.sink->report(at, kinds::no_such_day, cx.program.period.name, std::to_string(wrong));
    return std::nullopt;
  }
  return DaySet{DaySet::Kind::numbered, from, to};
}

// A day by its month: which day of it, from 1, and how many it has.
struct DayOfMonth {
  int day = 1, days = 31;
};

DayOfMonth dayOfMonth(const program::Period& period, int day) {
  const int days = static_cast<int>(period.days.get_num().get_si());
  if (day >= 0 && day < days) return {day + 1, days};
  if (!period.first_day) return {((day % days) + days) % days + 1, days};
  const auto [year, month, first] = calendar::dateOf(*period.first_day);
  const auto length = [&](unsigned other) {  // 0: December before, 13: January behind
    return static_cast<int>(other % 12 == 1 || other == 0 ? kDaysOfTurn : calendar::daysInMonth(year, other));
  };
  if (day >= days) return {day - days + 1, length(month + 1)};
  return {length(month - 1) + day + 1, length(month - 1)};
}

}  // namespace

std::string periodInDays(Context& cx) {
  return fmt::format("{} ({} days)", cx.program.period.name, base::toShown(cx.program.period.days, 2));
}

std::optional<DaySet> readDays(Context& cx, Span at, std::string_view text, int days) {
  if (isDate(text)) return dateSet(cx, at, text, days);
  if (text.starts_with("weekdays")) {
    return hasMonth(cx, at, "`weekdays`") ? std::optional(DaySet{DaySet::Kind::weekdays}) : std::nullopt;
  }
  if (text.starts_with("last") || text.starts_with("first")) return edgeDays(cx, at, text, days);
  return numberedDays(cx, at, text, days);
}

bool isOneOf(Context& cx, const DaySet& set, int day) {
  const program::Period& period = cx.program.period;
  switch (set.kind) {
    case DaySet::Kind::every: return true;
    case DaySet::Kind::date: return day == set.from;
    case DaySet::Kind::weekdays: {
      const int name = calendar::weekdayOf(*period.first_day + kDaysPerWeek + static_cast<uint32_t>(day));
      return name != 0 && name != 6;
    }
    default: break;
  }
  const DayOfMonth at = dayOfMonth(period, day);
  if (set.kind == DaySet::Kind::first) return at.day <= set.to;
  if (set.kind == DaySet::Kind::last) return at.day > at.days - set.to;
  return at.day >= set.from && at.day <= set.to;
}

}  // namespace smcost::check
