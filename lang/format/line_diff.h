// What differs between two texts, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smcost::format {

// Whole lines that others stand for; bytes of the text before.
struct LineChange {
  size_t begin = 0, end = 0;
  std::string replacement;
};
// In order of the text, with lines that stay between any two.
std::vector<LineChange> lineChanges(std::string_view before, std::string_view after);

// A unified diff with three lines around each change; empty when the texts are equal. Both find
// the lines that both texts have once and work between them, so it takes n log n time and
// linear memory whatever the texts are.
std::string unifiedDiff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace smcost::format
