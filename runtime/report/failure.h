// Why a check failed: what the parts of its expression were worth.
#pragma once

#include <string>
#include <vector>

#include "lang/base/rational.h"
#include "lang/source/source.h"
#include "lang/units/unit.h"

namespace smcost::runtime {

// Figures of a part are looked at to find what is wrong: they have more digits than those of a bill.
inline constexpr int kPartDigits = 8;

struct CheckPart {
  source::Span span;          // in the check
  base::Rational value;       // in base units
  units::Units::Shown shown;  // the same in the unit in which it reads best
};

// "api.compute is 2.5 USD", a line for each part that does not say itself what it is worth, each text once; "exactly"
// where a decimal has no end. Empty: there is none.
std::string failureText(const std::vector<CheckPart>& parts, const source::SourceManager& sources);

}  // namespace smcost::runtime
