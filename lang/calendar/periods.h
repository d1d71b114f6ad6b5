// Periods that a bill is for: a calendar month, some days, or the average month of a year.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/rational.h"

namespace smcost::calendar {

inline constexpr int kMostDays = 366;

struct Period {
  std::string name;          // "2025-03", "30 days", "average"
  base::Rational seconds;    // running time of the whole period
  base::Rational days;
  std::optional<uint32_t> first_day;  // days since 1970-01-01, of a calendar month
};

// 730 h
Period averageMonth();
// "2025-03"
std::optional<Period> monthPeriod(std::string_view text);
// `average`, `2025-03`, `30 days`.
std::optional<Period> readPeriod(std::string_view text);

// Whether what holds from one day on, and no longer on another, holds on every day of the period. Days of a period that is no
// calendar month are none that a date names: what has an end holds in none of them.
bool holdsThroughout(std::optional<uint32_t> from_day, std::optional<uint32_t> until_day, const Period& period);

// The months of `2025-03..2026-02`; what is wrong with them, or nothing when the text is
// no period of several months.
struct Months {
  std::vector<std::string> names;
  std::string wrong;
};
std::optional<Months> readMonths(std::string_view text);

}  // namespace smcost::calendar
