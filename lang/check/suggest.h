// The nearest right thing: names within a small edit distance, best first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.h"

namespace smcost::check {

// At most three names that could be meant.
std::vector<std::string> nearest(std::string_view wrong, const std::vector<std::string>& known);

// Adds them as a hint, and the best as a fix at the place (none: no fix).
void suggest(diagnostics::Diagnostic& diagnostic, source::Span at, std::string_view wrong,
             const std::vector<std::string>& known);

// Letters to change, add, drop or swap; `limit` + 1 when more than `limit`.
size_t editDistance(std::string_view a, std::string_view b, size_t limit);

}  // namespace smcost::check
