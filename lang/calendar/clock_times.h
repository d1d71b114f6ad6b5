// Times that a clock shows, as seconds of its day.
#pragma once

#include <optional>

#include "lang/calendar/dates.h"

namespace smcost::calendar {

inline constexpr int kSecondsPerHour = 3'600;
inline constexpr int kSecondsPerMinute = 60;

// All day. `end` is beyond a day when the range goes past midnight.
struct ClockRange {
  int begin = 0, end = kSecondsPerDay;
};

constexpr int secondsOf(int hours, int minutes) { return hours * kSecondsPerHour + minutes * kSecondsPerMinute; }
// 9:00, up to 24:00; none: it is no time that a clock shows.
std::optional<int> clockTime(int hour, int minute);
// From one time of a day to another, which is on the next day when it is the earlier one.
inline ClockRange clockRange(int begin, int end) { return {begin, end + (end < begin ? kSecondsPerDay : 0)}; }

}  // namespace smcost::calendar
