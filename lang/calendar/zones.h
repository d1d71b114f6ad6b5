// Clock times of a zone and UTC, by rules. Both are seconds since 1970-01-01 0:00, the local ones as the clocks there
// show them. The rules are given: no bill depends on those of the machine it is made on.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "lang/calendar/clock_times.h"

namespace smcost::calendar {

// `last sunday of march 1:00 UTC`; without `UTC` the clocks as they show before the change.
struct ZoneChange {
  unsigned month = 1;
  int weekday = 0;      // 0 = Sunday
  int ordinal = 1;      // 5: the last
  int seconds = 0;      // of the day
  bool is_utc = false;
};

// The rules of a zone for some years.
struct ZoneRules {
  static constexpr int kMostOffset = 14 * kSecondsPerHour;

  int from_year = 0, to_year = 0;
  int offset = 0;       // standard time minus UTC, in seconds; summer time is an hour more
  std::optional<std::pair<ZoneChange, ZoneChange>> summer;  // its begin and end in a year
};

// A time that the clocks show twice means the first; one that they skip is read with the
// offset before the change, and so lies as far behind the change (RFC 5545, 3.3.5).
int64_t utcOf(const ZoneRules& zone, int64_t local);
// Of seconds since 1970-01-01.
int yearOf(int64_t seconds);

}  // namespace smcost::calendar
