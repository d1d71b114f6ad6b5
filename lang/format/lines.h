// The lines of the result, and the last look at them: comments behind lines are aligned
// here. Private to lang/format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smcost::format {

struct Line {
  size_t indent = 0;
  std::string text;  // empty: a comment alone
  std::string_view comment;
  bool has_blank_line = false;  // above it
  bool continues = false;       // a comment alone that goes on with the one behind the line above
};

std::string join(const std::vector<Line>& lines);

}  // namespace smcost::format
