// Days of the civil calendar, each as the number of days since 1970-01-01.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smcost::calendar {

inline constexpr int kSecondsPerDay = 86'400;
inline constexpr int kDaysPerWeek = 7;
inline constexpr unsigned kMonthsPerYear = 12;

struct Date {
  int year = 1970;
  unsigned month = 1, day = 1;

  // Months since 1970-01.
  uint32_t monthNumber() const { return static_cast<uint32_t>(year - 1970) * kMonthsPerYear + month - 1; }
};

Date dateOf(uint32_t day);
// Of a date that there is, from 1970 on.
uint32_t dayOf(const Date& date);
// Has it the form of one, whether or not there is such a day?
bool isDate(std::string_view text);
// So many months later: the same day of that month or, where it has none, its last.
uint32_t monthsLater(uint32_t day, uint32_t months);
// "2025-06-06"; none when it is no such text, or no day from 1970 on.
std::optional<uint32_t> readDate(std::string_view text);
// "2025-06-06"
std::string dateText(uint32_t day);

unsigned daysInMonth(int year, unsigned month);
// 0 is Sunday.
int weekdayOf(uint32_t day);

}  // namespace smcost::calendar
