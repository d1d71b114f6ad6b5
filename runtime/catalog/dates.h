// Dates of the civil calendar as days since 1970-01-01.
#pragma once

#include <cstdint>
#include <string>

namespace smcost::runtime {

struct Date {
  uint32_t year = 1970, month = 1, day = 1;

  // Months since 1970-01.
  uint32_t monthNumber() const { return (year - 1970) * 12 + month - 1; }
};

Date dateOf(uint32_t day);
// "2025-03-01"
std::string dateText(uint32_t day);

}  // namespace smcost::runtime
