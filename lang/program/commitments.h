// What a file has committed to, and when.
#pragma once

#include <cstdint>
#include <optional>

#include "lang/calendar/periods.h"
#include "lang/program/ids.h"
#include "lang/program/placement.h"

namespace smcost::program {

// Days since 1970-01-01, the last excluded.
struct Term {
  uint32_t from_day = 0, until_day = 0;
};

// A statement that commits to an offer; its line meters what is committed in the period.
struct Commitment {
  StatementId statement;
  OfferId offer;
  std::optional<Term> term;  // none: it holds throughout every period
};

// The seconds of the period in which a commitment holds; a term begins and ends in no period but calendar months.
PlacedRange heldIn(const std::optional<Term>& term, const calendar::Period& period);

}  // namespace smcost::program
