// What a bill comes to in another currency: each month at the rate of its last day, behind all else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/report/report.h"

namespace smcost::runtime {

struct Converted {
  struct Month {
    std::string name;
    const program::Exchange* exchange = nullptr;
    base::Rational total, payable;   // converted
  };
  std::string currency;
  std::vector<Month> months;         // one where the period is no more
  base::Rational total, payable;     // of all months: each converted, then added
};

// None where the bill is shown in its own currency only.
std::optional<Converted> convertedOf(const ReportContext& context);
// "USD/EUR 0.92 on 2025-03-31 (from 2025-03-01, ecb)"
std::string rateText(const program::Exchange& exchange);

}  // namespace smcost::runtime
