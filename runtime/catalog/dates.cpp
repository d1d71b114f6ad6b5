#include "runtime/catalog/dates.h"

#include <fmt/format.h>

namespace smcost::runtime {

// By eras of 400 years, whose years begin on 1 March.
Date dateOf(uint32_t day) {
  const uint32_t shifted = day + 719468;
  const uint32_t era = shifted / 146097, of_era = shifted % 146097;
  const uint32_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const uint32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const uint32_t month_index = (5 * of_year + 2) / 153;
  const uint32_t month = month_index < 10 ? month_index + 3 : month_index - 9;
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, of_year - (153 * month_index + 2) / 5 + 1};
}

std::string dateText(uint32_t day) {
  const Date date = dateOf(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace smcost::runtime
