// The nearest right thing: names within a small edit distance, best first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smcost::base {

// At most three names that could be meant.
std::vector<std::string> nearest(std::string_view wrong, const std::vector<std::string>& known);

// The same as a question: "is it `a`, `b`?"; empty when none is near.
std::string isItNear(std::string_view wrong, const std::vector<std::string>& known);

// Letters to change, add, drop or swap; `limit` + 1 when more than `limit`.
size_t editDistance(std::string_view a, std::string_view b, size_t limit);

}  // namespace smcost::base
