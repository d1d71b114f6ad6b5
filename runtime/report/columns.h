// Text for a person at a terminal: rows in aligned columns, and prose, within a number of columns. The one
// place that knows how a line is made to fit.
#pragma once

#include <array>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/report/escapes.h"

namespace smcost::runtime {

// Columns on a terminal: code points, not bytes (UTF-8 goes on with 10xxxxxx).
size_t shownWidth(std::string_view text);

// Lines as they are, but that a longer one goes on below, indented by two more or where its text begins behind
// a title. A word is never broken, nor is a number set apart from its unit.
void writeProse(std::ostream& out, std::string_view text, size_t width);

// Every row is measured before the first is written. Where the rows are wider than `width`, words wrap within
// their columns; if that is not enough, numbers stand above their units; if it still is not, each row becomes a
// list of its cells. Nothing is left out, and no word or number is broken.
class AlignedColumns {
 public:
  // Which stand at the right edge of their column: figures, which wrap last.
  AlignedColumns(std::vector<bool> right, size_t width);

  void measure(std::span<const std::string> row);
  // Of what was measured: all on one line, and with as many line breaks between words as there can be.
  size_t naturalWidth() const;
  size_t leastWidth() const;
  // The heads, first of all rows.
  void writeTitles(std::ostream& out, std::span<const std::string> titles);
  void write(std::ostream& out, std::span<const std::string> row);

 private:
  enum class Fit : unsigned char { open, whole, wrapped, tight, list };

  // How much room a column may want: all on one line, and its longest piece.
  struct Extent {
    size_t natural = 0, least = 0, tight = 0;
  };

  void fit();
  bool fitTo(bool is_tight);
  void writeWrapped(std::ostream& out, std::span<const std::string> row) const;
  void writeList(std::ostream& out, std::span<const std::string> row) const;

  std::vector<bool> right_;
  size_t width_;
  std::vector<Extent> extents_;
  std::vector<size_t> widths_;
  std::vector<std::string> titles_;
  Fit fit_ = Fit::open;
};

template <size_t count>
class Columns : public AlignedColumns {
 public:
  using Row = std::array<std::string, count>;

  Columns(const std::array<bool, count>& right, size_t width)
      : AlignedColumns(std::vector<bool>(right.begin(), right.end()), width) {}
};

inline std::string markdownRow(std::span<const std::string> row) {
  std::string line = "|";
  for (const std::string& cell : row) line += ' ' + markdownField(cell) + (cell.empty() ? "|" : " |");
  return line + '\n';
}

}  // namespace smcost::runtime
