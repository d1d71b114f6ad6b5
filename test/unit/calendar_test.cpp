// Days against the rule of the Gregorian calendar, counted one by one.
#include <cstdio>
#include <string>

#include "lang/calendar/dates.h"

using namespace smcost;

namespace {

int failures = 0;

void want(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what.c_str());
  ++failures;
}

bool isLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned lengthOf(int year, unsigned month) {
  constexpr unsigned kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kLengths[month - 1] + (month == 2 && isLeap(year));
}

void monthsLaterKeepTheDay() {
  const auto later = [](const char* from, uint32_t months, const char* wanted) {
    const std::string got = calendar::dateText(calendar::monthsLater(*calendar::readDate(from), months));
    want(got == wanted, std::to_string(months) + " months from " + from + " are " + got + ", not " + wanted);
  };
  later("2019-12-01", 36, "2022-12-01");
  later("2024-02-29", 12, "2025-02-28");
  later("2024-02-29", 48, "2028-02-29");
  later("2025-01-31", 1, "2025-02-28");
  later("2025-08-31", 13, "2026-09-30");
  later("2025-12-31", 1200, "2125-12-31");
}

void daysFollowOneAnother() {
  uint32_t day = 0;
  int weekday = 4;  // 1970-01-01 was a Thursday
  for (int year = 1970; year < 2800; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      want(calendar::daysInMonth(year, month) == lengthOf(year, month), "length of " + std::to_string(year) + "-" + std::to_string(month));
      for (unsigned date = 1; date <= lengthOf(year, month); ++date, ++day, weekday = (weekday + 1) % 7) {
        char text[32];
        std::snprintf(text, sizeof text, "%04d-%02u-%02u", year, month, date);
        const calendar::Date found = calendar::dateOf(day);
        want(found.year == year && found.month == month && found.day == date && calendar::dayOf(found) == day, std::string("day of ") + text);
        want(calendar::dateText(day) == text && calendar::readDate(text) == day, std::string("text of ") + text);
        want(calendar::weekdayOf(day) == weekday, std::string("weekday of ") + text);
        want(found.monthNumber() == static_cast<uint32_t>(year - 1970) * 12 + month - 1, std::string("month of ") + text);
      }
    }
  }
}

void whatIsNoDayIsRefused() {
  for (const char* text : {"", "2025", "2025-02-29", "2100-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-04-00", "1969-12-31", "2025-4-01",
                           "2025-04-1", "2025/04/01", "2025-04-0a", "+025-04-01", "-025-04-01", "2025--4-01", "2025-04-01 ", "02025-04-01"}) {
    want(!calendar::readDate(text), std::string("`") + text + "` was read as a day");
  }
}

}  // namespace

int main() {
  daysFollowOneAnother();
  monthsLaterKeepTheDay();
  whatIsNoDayIsRefused();
  return failures == 0 ? 0 : 1;
}
