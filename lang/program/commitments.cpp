#include "lang/program/commitments.h"

#include <algorithm>

#include "lang/base/check.h"
#include "lang/calendar/dates.h"

namespace smcost::program {

PlacedRange heldIn(const std::optional<Term>& term, const calendar::Period& period) {
  SMCOST_CHECK(base::isWhole(period.seconds), "a period has whole seconds");
  const auto end = static_cast<uint32_t>(period.seconds.get_num().get_ui());
  if (!term) return {0, end};
  SMCOST_CHECK(period.first_day.has_value(), "a term lies in calendar months");
  const auto secondOf = [&](uint32_t day) {
    return day <= *period.first_day ? 0 : std::min<uint64_t>(uint64_t{day - *period.first_day} * calendar::kSecondsPerDay, end);
  };
  return {static_cast<uint32_t>(secondOf(term->from_day)), static_cast<uint32_t>(secondOf(term->until_day))};
}

}  // namespace smcost::program
