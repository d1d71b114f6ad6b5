// Days that a schedule names, on an endless calendar. But for dates they repeat: they are days of every month or week, of which
// a period asks for its own and for those around it, whose nights reach into it.
#pragma once

#include <cstdint>

#include "lang/calendar/periods.h"

namespace smcost::calendar {

// A range of clock times reaches over midnight, and a zone lies up to 15 hours from UTC: so far back
// begins what may still run in the period.
inline constexpr int kDaysBefore = 2;

struct DaySet {
  enum class Kind : uint8_t { every, weekly, numbered, first, last, dates, stepped } kind = Kind::every;
  int from = 0, to = 0;      // of a month, from 1; how many (`to`); dates' first and last day, the period's first being 0
  uint8_t weekdays = 0;      // a bit for each, from Sunday's on
  int step = 1;              // `from` and each so many days behind it
};

inline constexpr uint8_t kWeekdays = 0b0111110, kWeekends = 0b1000001;
// From one day of the week to another, over its end or not.
uint8_t weekdayRange(int first, int last);

// Is this day one of them, the period's first being 0? The period is of whole days. Days before and behind it are those
// of the months there; a period that is no calendar month lies among others like it, and has no weekdays.
bool isOneOf(const DaySet& set, const Period& period, int day);

}  // namespace smcost::calendar
