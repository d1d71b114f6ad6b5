// What the money of one currency is in another one, by days: of a bill that is shown in both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/base/rational.h"
#include "lang/source/source.h"

namespace smcost::program {

// `exchange USD/EUR 0.92 from 2025-03-01 source ecb`: one USD is 0.92 EUR. It says nothing of EUR/USD.
struct ExchangeRate {
  std::string from, to;
  base::Rational rate;
  uint32_t from_day = 0;                // days since 1970-01-01
  std::optional<uint32_t> until_day;    // as said
  std::string source;
  source::Span span;
};

// In what a bill is shown beside its own currency, at the rate of its month's last day.
struct Exchange {
  ExchangeRate rate;
  uint32_t day = 0;
};

// The day from which on a rate does not hold: of the next one of its pair, of the month behind its first day, or as it says.
// `rates` are of one pair, in order of their days.
uint32_t endOf(const std::vector<ExchangeRate>& rates, size_t which);

}  // namespace smcost::program
