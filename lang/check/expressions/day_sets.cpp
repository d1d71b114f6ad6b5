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

namespace {

bool hasMonth(Expressions& cx, Span at, std::string_view what) {
  if (!cx.billedPeriod().first_day && !cx.period_wrong) cx.sink->report(at, kinds::needs_month, what);
  return cx.billedPeriod().first_day.has_value();
}

std::optional<DaySet> dateSet(Expressions& cx, Span at, std::string_view text, int days) {
  if (!hasMonth(cx, at, "a date")) return std::nullopt;
  auto day = dateDay(cx, at, text);
  if (!day) return std::nullopt;
  // The clock times of a day beside the period may still lie in it.
  const int64_t number = int64_t{*day} - *cx.billedPeriod().first_day;
  if (number < -calendar::kDaysBefore || number > days) {
    if (!cx.period_wrong) cx.sink->report(at, kinds::date_outside_period, text, cx.billedPeriod().name);
    return std::nullopt;
  }
  return DaySet{DaySet::Kind::date, static_cast<int>(number), 0};
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

std::optional<DaySet> readDays(Expressions& cx, Span at, const ast::File& file, NodeId day_set, int days) {
  const NodeId node = Children(file, day_set)[0];
  switch (file.kind(node)) {
    case NodeKind::date: return dateSet(cx, at, cx.text(file, node), days);
    case NodeKind::weekdays: return hasMonth(cx, at, "`weekdays`") ? std::optional(DaySet{DaySet::Kind::weekdays}) : std::nullopt;
    case NodeKind::numbered_days: return numberedDays(cx, at, file, node, days);
    default: return edgeDays(cx, at, file, node, days);
  }
}

}  // namespace smcost::check
