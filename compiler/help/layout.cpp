#include "compiler/help/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "runtime/report/columns.h"

namespace smcost::help {

std::string indented(std::string_view text) {
  std::string lines;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines += fmt::format("  {}\n", text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string table(const std::vector<Row>& rows, size_t width) {
  if (rows.empty()) return {};
  constexpr size_t kIndent = 2;
  runtime::AlignedColumns columns(std::vector<bool>(rows.front().size(), false), width - std::min(width, kIndent));
  for (const Row& row : rows) columns.measure(row);
  std::ostringstream lines;
  for (const Row& row : rows) columns.write(lines, row);
  std::string text = lines.str();
  text.pop_back();
  return indented(text);
}

}  // namespace smcost::help
