#include "lang/program/exchange.h"

#include <algorithm>

#include "lang/calendar/dates.h"

namespace smcost::program {

uint32_t endOf(const std::vector<ExchangeRate>& rates, size_t which) {
  const ExchangeRate& rate = rates[which];
  calendar::Date first = calendar::dateOf(rate.from_day);
  first.day = 1;
  const uint32_t end = rate.until_day.value_or(calendar::monthsLater(calendar::dayOf(first), 1));
  return which + 1 < rates.size() ? std::min(end, rates[which + 1].from_day) : end;
}

}  // namespace smcost::program
