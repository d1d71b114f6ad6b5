// The nearest right thing: names within a small edit distance, best first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smcost::base {

// At most three names that could be meant.
std::vector<std::string> nearest(std::string_view wrong, const std::vector<std::string>& known);

// Codes whose parts are set apart by `.`, `-` or `_`, such as `box.small` and `us-east-1`, in which a letter
// or a figure makes another thing. Those that are written another way: in other cases or with other signs
// between, or without their first part.
std::vector<std::string> sameCodes(std::string_view wrong, const std::vector<std::string>& known);
// Those of which one part is misspelt: a word of four letters or more that is no part of any known code, with
// the same figures in it, or the first part.
std::vector<std::string> misspeltCodes(std::string_view wrong, const std::vector<std::string>& known);

// Letters to change, add, drop or swap; `limit` + 1 when more than `limit`.
size_t editDistance(std::string_view a, std::string_view b, size_t limit);

}  // namespace smcost::base
