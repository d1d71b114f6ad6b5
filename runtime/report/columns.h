// Rows of text in aligned columns, for a person at a terminal.
#pragma once

#include <algorithm>
#include <array>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smcost::runtime {

// Columns on a terminal: code points, not bytes (UTF-8 goes on with 10xxxxxx).
inline size_t shownWidth(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Every row is measured before the first is written.
class AlignedColumns {
 public:
  // Which stand at the right edge of their column.
  explicit AlignedColumns(std::vector<bool> right) : right_(std::move(right)), widths_(right_.size()) {}

  void measure(std::span<const std::string> row) {
    for (size_t i = 0; i < widths_.size(); ++i) widths_[i] = std::max(widths_[i], shownWidth(row[i]));
  }

  void write(std::ostream& out, std::span<const std::string> row) const {
    std::string line;
    for (size_t i = 0; i < widths_.size(); ++i) {
      const std::string padding(widths_[i] - std::min(widths_[i], shownWidth(row[i])), ' ');
      if (i > 0) line += "  ";
      line += right_[i] ? padding + row[i] : row[i] + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }

 private:
  std::vector<bool> right_;
  std::vector<size_t> widths_;
};

template <size_t count>
class Columns : public AlignedColumns {
 public:
  using Row = std::array<std::string, count>;

  explicit Columns(const std::array<bool, count>& right) : AlignedColumns(std::vector<bool>(right.begin(), right.end())) {}
};

// A cell of a markdown table: a bar would end it, a line end the row.
std::string markdownField(std::string_view text);

template <size_t count>
std::string markdownRow(const std::array<std::string, count>& row) {
  std::string line = "|";
  for (const std::string& cell : row) line += ' ' + markdownField(cell) + (cell.empty() ? "|" : " |");
  return line + '\n';
}

}  // namespace smcost::runtime
