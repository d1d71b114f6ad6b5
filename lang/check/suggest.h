// Near names as a hint with its fix.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.h"

namespace smcost::check {

// Adds the names that could be meant as a hint, and as fixes at the place (none: no fix), the best first.
void suggest(diagnostics::Diagnostic& diagnostic, source::Span at, std::string_view wrong,
             const std::vector<std::string>& known);

}  // namespace smcost::check
