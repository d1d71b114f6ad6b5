// What became of a check, and why it failed: what the parts of its expression were worth.
#pragma once

#include <string>
#include <vector>

#include "lang/base/rational.h"
#include "lang/program/asked.h"
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

// The outcome of one check of the file.
struct CheckOutcome {
  program::Check::Kind kind = program::Check::Kind::expect;
  bool passed = false;
  bool warned = false;           // a budget beyond its warning
  source::Span span;
  std::vector<CheckPart> parts;  // of one that failed or warned: what its parts were worth
  std::string statistic{};       // of one that a statistic decided: what that is; empty: the bill as written did
  std::string file{};            // that it stands in, of an included one: "vision"
};

// "api.compute is 2.5 USD", a line for each part that does not say itself what it is worth, each text once; "exactly"
// where a decimal has no end. Empty: there is none.
std::string failureText(const std::vector<CheckPart>& parts, const source::SourceManager& sources);

}  // namespace smcost::runtime
