// Units that a misspelt one may mean.
#pragma once

#include <string_view>

#include "lang/diagnostics/diagnostic.h"
#include "lang/units/unit.h"

namespace smcost::check {

// Adds them as a hint with its fixes: `hrs` is short for one, `GIB` another case of one; `ms` is no other way to write `m`.
void suggestUnit(diagnostics::Diagnostic& diagnostic, source::Span at, std::string_view wrong, const units::Units& known,
                 const units::Dimensions& dimensions);

}  // namespace smcost::check
