// The months that a file is billed for.
#pragma once

#include <string>
#include <vector>

#include "lang/check/names/options.h"

namespace smcost::check {

// The months of a period of several, each of which is a check and a bill of its own. Empty for
// one month, any other period, and a wrong one, which check() reports.
std::vector<std::string> billedMonths(const source::SourceManager& sources, const ast::File& file, const Options& options);

}  // namespace smcost::check
