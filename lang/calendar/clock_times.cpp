#include "lang/calendar/clock_times.h"

#include <charconv>

namespace smcost::calendar {

namespace {

constexpr int kMinutesPerHour = 60;

std::optional<int> number(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<int> readClockTime(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto hour = number(text.substr(0, colon)), minute = number(text.substr(colon + 1));
  if (!hour || !minute || *hour > kSecondsPerDay / kSecondsPerHour || *minute >= kMinutesPerHour) return std::nullopt;
  const int seconds = *hour * kSecondsPerHour + *minute * kSecondsPerMinute;
  return seconds <= kSecondsPerDay ? std::optional(seconds) : std::nullopt;
}

int readClockDifference(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  const size_t colon = text.find(':');
  const int seconds = number(text.substr(0, colon)).value_or(0) * kSecondsPerHour + number(text.substr(colon + 1)).value_or(0) * kSecondsPerMinute;
  return is_negative ? -seconds : seconds;
}

}  // namespace smcost::calendar
