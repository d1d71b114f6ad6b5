#include "lang/calendar/zones.h"

#include <algorithm>

namespace smcost::calendar {

int yearOf(int64_t seconds) { return dateOf(static_cast<uint32_t>(std::max<int64_t>(seconds, 0) / kSecondsPerDay)).year; }

namespace {

// The change of a year in UTC; `offset` holds before it.
int64_t instantOf(const ZoneChange& change, int year, int offset) {
  uint32_t first = dayOf({year, change.month, 1});
  uint32_t day = first + static_cast<uint32_t>((change.weekday + kDaysPerWeek - weekdayOf(first)) % kDaysPerWeek);
  uint32_t end = first + daysInMonth(year, change.month);
  for (int i = 1; i < change.ordinal && day + kDaysPerWeek < end; ++i) day += kDaysPerWeek;
  return int64_t{day} * kSecondsPerDay + change.seconds - (change.is_utc ? 0 : offset);
}

bool isSummer(const ZoneRules& zone, int64_t utc) {
  if (!zone.summer) return false;
  int year = yearOf(utc + zone.offset);
  int64_t begin = instantOf(zone.summer->first, year, zone.offset);
  int64_t end = instantOf(zone.summer->second, year, zone.offset + kSecondsPerHour);
  // South of the equator summer holds over the turn of the year.
  return begin < end ? utc >= begin && utc < end : utc >= begin || utc < end;
}

}  // namespace

int64_t utcOf(const ZoneRules& zone, int64_t local) {
  int64_t summer = local - zone.offset - kSecondsPerHour, standard = local - zone.offset;
  if (isSummer(zone, summer)) return summer;
  // Also of a time that the clocks skip: it is read with the offset before them.
  return standard;
}

}  // namespace smcost::calendar
