// Days as a phrase names them: `days 1..10`, `weekdays`, `last 5 days of month`, `2025-03-14`.

#include <fmt/format.h>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

constexpr int kNoSuchDay = 1'000'000'000;  // of digits that no day has

int dayNumber(Expressions& cx, const ast::File& file, NodeId num) {
  const Digits digits = readDigits(cx.text(file, num));
  return digits.is_large || digits.exponent != 0 || digits.small > kNoSuchDay ? kNoSuchDay : static_cast<int>(digits.small);
}

}  // namespace

std::optional<uint32_t> dateDay(Expressions& cx, Span at, std::string_view text) {
  const auto day = calendar::readDate(text);
  if (!day) cx.sink->report(at, kinds::no_such_day, text.substr(0, text.rfind('-')), text.substr(text.rfind('-') + 1));
  return day;
}

std::optional<int> wholeDaysOfPeriod(Expressions& cx, Span at, std::string_view what) {
  const base::Rational& days = cx.billedPeriod().days;
  if (base::isWhole(days) && days <= 10'000) return static_cast<int>(days.get_num().get_si());
  if (cx.period_wrong) return std::nullopt;
  cx.sink->report(at, kinds::needs_month, what)
      .hint(fmt::format("the period is `{}`; say `period 2025-03` or `period 30 days`", cx.billedPeriod().name));
  return std::nullopt;
}

bool hasMonth(Expressions& cx, Span at, std::string_view what) {
  if (!cx.billedPeriod().first_day && !cx.period_wrong) cx.sink->report(at, kinds::needs_month, what);
  return cx.billedPeriod().first_day.has_value();
}

namespace {

// Days as the period counts them; those far away are all alike.
int dayInPeriod(Expressions& cx, uint32_t day) { return static_cast<int>(int64_t{day} - *cx.billedPeriod().first_day); }

std::optional<DaySet> dateSet(Expressions& cx, Span at, std::string_view text) {
  if (!hasMonth(cx, at, "a date")) return std::nullopt;
  auto day = dateDay(cx, at, text);
  if (!day) return std::nullopt;
  const int number = dayInPeriod(cx, *day);
  return DaySet{DaySet::Kind::dates, number, number};
}

// `2025-03-20..2025-04-10`
std::optional<DaySet> dateRange(Expressions& cx, const ast::File& file, NodeId node) {
  Children dates(file, node);
  auto first = dateSet(cx, file.span(dates[0]), cx.text(file, dates[0])), last = dateSet(cx, file.span(dates[1]), cx.text(file, dates[1]));
  if (!first || !last) return std::nullopt;
  if (last->to < first->from) {
    cx.sink->report(file.span(node), kinds::reversed_range, cx.text(file, node)).hint("the day that comes first stands first");
    return std::nullopt;
  }
  return DaySet{DaySet::Kind::dates, first->from, last->to};
}

// The days of `10 days`, `3 weeks`; none with its error reported.
std::optional<int> lengthInDays(Expressions& cx, const ast::File& file, NodeId num, NodeId unit) {
  constexpr int kMostLength = 100'000;
  const Span at{file.source, file.node(num).begin, file.node(unit).end};
  int count = std::min(dayNumber(cx, file, num), kMostLength);
  if (cx.text(file, unit).starts_with("week")) count *= kDaysPerWeek;
  if (count == 0) cx.sink->report(at, kinds::names_no_day, cx.sources.text(at));
  return count == 0 ? std::nullopt : std::optional(count);
}

// `from 2025-03-20 for 3 weeks`
std::optional<DaySet> datesFor(Expressions& cx, const ast::File& file, NodeId node) {
  Children parts(file, node);
  auto first = dateSet(cx, file.span(parts[0]), cx.text(file, parts[0]));
  auto length = lengthInDays(cx, file, parts[1], parts[2]);
  if (!first || !length) return std::nullopt;
  return DaySet{DaySet::Kind::dates, first->from, first->from + *length - 1};
}

// `every 2 weeks from 2025-03-03`
std::optional<DaySet> everyDays(Expressions& cx, const ast::File& file, NodeId node) {
  Children parts(file, node);
  if (parts.size() < 3) {
    reportNoFirstDay(cx, file.span(node));
    return std::nullopt;
  }
  auto first = dateSet(cx, file.span(parts[2]), cx.text(file, parts[2]));
  auto step = lengthInDays(cx, file, parts[0], parts[1]);
  if (!first || !step) return std::nullopt;
  return DaySet{DaySet::Kind::stepped, first->from, 0, 0, *step};
}

// `mon`, `weekends`, `sat..mon`
std::optional<DaySet> weekdaySet(Expressions& cx, Span at, const ast::File& file, NodeId node) {
  const bool is_range = file.kind(node) == NodeKind::weekday_range;
  const NodeId first = is_range ? Children(file, node)[0] : node, last = is_range ? Children(file, node)[1] : node;
  if (!hasMonth(cx, at, fmt::format("`{}`", cx.text(file, node)))) return std::nullopt;
  DaySet set{DaySet::Kind::weekly};
  const auto from = ast::weekdayNamed(cx.text(file, first)), to = ast::weekdayNamed(cx.text(file, last));
  if (from && to) {
    set.weekdays = calendar::weekdayRange(*from, *to);
    return set;
  }
  if (is_range) {
    cx.sink->report(file.span(node), kinds::not_days, cx.text(file, node), "range of days")
        .hint("a range goes from a day of the week to another, `sat..mon`");
    return std::nullopt;
  }
  set.weekdays = calendar::kWeekends;
  return set;
}

// `first 2 days`, `last 1 week of month`
std::optional<DaySet> edgeDays(Expressions& cx, Span at, const ast::File& file, NodeId node, int days) {
  const bool is_last = file.kind(node) == NodeKind::last_days;
  if (is_last && !hasMonth(cx, at, "`last … days`")) return std::nullopt;
  Children parts(file, node);
  int count = dayNumber(cx, file, parts[0]);
  if (cx.text(file, parts[1]).starts_with("week") && count <= days) count *= kDaysPerWeek;
  if (count == 0) {
    cx.sink->report(at, kinds::names_no_day, cx.text(file, node));
    return std::nullopt;
  }
  if (count > days) {
    if (!cx.period_wrong) cx.sink->report(at, kinds::longer_than_period, cx.text(file, node), periodInDays(cx));
    return std::nullopt;
  }
  return DaySet{is_last ? DaySet::Kind::last : DaySet::Kind::first, 0, count};
}

// `day 11`, `days 1..10`
std::optional<DaySet> numberedDays(Expressions& cx, Span at, const ast::File& file, NodeId node, int days) {
  Children parts(file, node);
  const int from = dayNumber(cx, file, parts[0]), to = parts.size() > 1 ? dayNumber(cx, file, parts[1]) : from;
  if (to < from) {
    cx.sink->report(at, kinds::reversed_range, cx.text(file, node))
        .hint(fmt::format("days count up inside a month: what goes on in the next one is two schedules, "
                          "`days {}..{}` and `days 1..{}`", cx.text(file, parts[0]), days, to));
    return std::nullopt;
  }
  if (from < 1 || to > days) {
    const NodeId wrong = from < 1 || from > days ? parts[0] : parts[1];
    if (!cx.period_wrong) cx.sink->report(at, kinds::no_such_day, cx.billedPeriod().name, cx.text(file, wrong));
    return std::nullopt;
  }
  return DaySet{DaySet::Kind::numbered, from, to};
}

}  // namespace

std::string periodInDays(Expressions& cx) {
  return fmt::format("{} ({} days)", cx.billedPeriod().name, base::toShown(cx.billedPeriod().days, 2));
}

void reportNoFirstDay(Expressions& cx, Span at) {
  cx.sink->report(at, kinds::no_first_day, cx.sources.text(at))
      .hint(fmt::format("say the day on which it begins, `{} from 2025-03-03`", cx.sources.text(at)));
}

std::optional<DaySet> readDays(Expressions& cx, const ast::File& file, NodeId node, int days) {
  const Span at = file.span(node);
  switch (file.kind(node)) {
    case NodeKind::date: return dateSet(cx, at, cx.text(file, node));
    case NodeKind::date_range: return dateRange(cx, file, node);
    case NodeKind::dates_for: return datesFor(cx, file, node);
    case NodeKind::every_days: return everyDays(cx, file, node);
    case NodeKind::weekdays:
      return hasMonth(cx, at, "`weekdays`") ? std::optional(DaySet{DaySet::Kind::weekly, 0, 0, calendar::kWeekdays}) : std::nullopt;
    case NodeKind::weekday:
    case NodeKind::weekday_range: return weekdaySet(cx, at, file, node);
    case NodeKind::numbered_days: return numberedDays(cx, at, file, node, days);
    default: return edgeDays(cx, at, file, node, days);
  }
}

}  // namespace smcost::check
