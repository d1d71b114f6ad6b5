#include "lang/calendar/day_sets.h"

#include "lang/calendar/dates.h"

namespace smcost::calendar {

namespace {

constexpr unsigned kDaysOfTurn = 31;  // of December and of January

// A day by its month: which day of it, from 1, and how many it has.
struct DayOfMonth {
  int day = 1, days = 31;
};

DayOfMonth dayOfMonth(const Period& period, int day) {
  const int days = static_cast<int>(period.days.get_num().get_si());
  if (day >= 0 && day < days) return {day + 1, days};
  if (!period.first_day) return {((day % days) + days) % days + 1, days};
  const auto [year, month, first] = dateOf(*period.first_day);
  const auto length = [&](unsigned other) {  // 0: December before, 13: January behind
    return static_cast<int>(other % 12 == 1 || other == 0 ? kDaysOfTurn : daysInMonth(year, other));
  };
  if (day >= days) return {day - days + 1, length(month + 1)};
  return {length(month - 1) + day + 1, length(month - 1)};
}

}  // namespace

uint8_t weekdayRange(int first, int last) {
  uint8_t days = 0;
  for (int day = first;; day = (day + 1) % kDaysPerWeek) {
    days = static_cast<uint8_t>(days | 1U << day);
    if (day == last) return days;
  }
}

bool isOneOf(const DaySet& set, const Period& period, int day) {
  switch (set.kind) {
    case DaySet::Kind::every: return true;
    case DaySet::Kind::dates: return day >= set.from && day <= set.to;
    case DaySet::Kind::stepped: return day >= set.from && (day - set.from) % set.step == 0;
    case DaySet::Kind::weekly: return set.weekdays >> weekdayOf(*period.first_day + kDaysPerWeek + static_cast<uint32_t>(day)) & 1;
    default: break;
  }
  const DayOfMonth at = dayOfMonth(period, day);
  if (set.kind == DaySet::Kind::first) return at.day <= set.to;
  if (set.kind == DaySet::Kind::last) return at.day > at.days - set.to;
  return at.day >= set.from && at.day <= set.to;
}

}  // namespace smcost::calendar
