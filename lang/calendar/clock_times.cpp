#include "lang/calendar/clock_times.h"

namespace smcost::calendar {

std::optional<int> clockTime(int hour, int minute) {
  constexpr int kMinutesPerHour = 60;
  const int seconds = secondsOf(hour, minute);
  return minute < kMinutesPerHour && seconds <= kSecondsPerDay ? std::optional(seconds) : std::nullopt;
}

}  // namespace smcost::calendar
