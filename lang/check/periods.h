// What the text of a period means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/program/program.h"

namespace smcost::check {

inline constexpr int kMostDays = 366;

program::Period averageMonth();
// `average`, `2025-03`, `30 days`.
std::optional<program::Period> readPeriod(std::string_view text);

// The months of `2025-03..2026-02`; what is wrong with them, or nothing when the text is
// no period of several months.
struct Months {
  std::vector<std::string> names;
  std::string wrong;
};
std::optional<Months> readMonths(std::string_view text);

}  // namespace smcost::check
