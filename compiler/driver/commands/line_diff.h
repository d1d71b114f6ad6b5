// What differs between two texts, line by line.
#pragma once

#include <string>
#include <string_view>

namespace smcost::driver {

// A unified diff with three lines around each change; empty when the texts are equal. Finds
// the lines that both texts have once and works between them, so it takes n log n time and
// linear memory whatever the texts are.
std::string unifiedDiff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace smcost::driver
