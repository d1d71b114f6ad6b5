// Near names as a hint with its fixes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.h"
#include "lang/units/unit.h"

namespace smcost::check {

// Adds the names that could be meant as a hint, the best first; those that are as near as the best are fixes
// at the place too (none: no fix).
void suggest(diagnostics::Diagnostic& diagnostic, source::Span at, std::string_view wrong,
             const std::vector<std::string>& known);

// The same of codes (SKUs, regions, editions), which differ by a letter and not in what they cost by one: only
// another spelling of the same code is a fix; codes that merely look alike are named, and never put in its place.
void suggestCode(diagnostics::Diagnostic& diagnostic, source::Span at, std::string_view wrong,
                 const std::vector<std::string>& known);

// The same of units: `hrs` is short for one, `GIB` another case of one; `ms` is no other way to write `m`.
void suggestUnit(diagnostics::Diagnostic& diagnostic, source::Span at, std::string_view wrong, const units::Units& known,
                 const units::Dimensions& dimensions);

}  // namespace smcost::check
