#include "lang/format/lines.h"

#include <algorithm>

#include "lang/format/pieces.h"

namespace smcost::format {

namespace {

// A comment behind a wider line stands where the line ends, and moves no other.
constexpr size_t kMaxCommented = 60;
constexpr std::string_view kGap = "  ";

bool isAlone(const Line& line) { return line.text.empty() && !line.continues; }

size_t endOf(const Line& line) { return line.indent + widthOf(line.text); }

// Behind the last line of the run that begins with `begin`: no blank line, no comment of its
// own line, no other indentation between.
size_t runEnd(const std::vector<Line>& lines, size_t begin) {
  size_t end = begin + 1;
  while (end < lines.size() && !lines[end].has_blank_line && !isAlone(lines[end]) &&
         (lines[end].continues || lines[end].indent == lines[begin].indent)) {
    ++end;
  }
  return end;
}

size_t commentColumn(const std::vector<Line>& lines, size_t begin, size_t end) {
  size_t column = 0;
  for (size_t i = begin; i < end; ++i) {
    if (!lines[i].comment.empty() && !lines[i].text.empty() && endOf(lines[i]) <= kMaxCommented) {
      column = std::max(column, endOf(lines[i]));
    }
  }
  return column + kGap.size();
}

void write(std::string& out, const Line& line, size_t column) {
  if (line.has_blank_line && !out.empty()) out += '\n';
  if (!line.continues) out.append(line.indent, ' ').append(line.text);
  if (!line.comment.empty()) {
    size_t end = line.continues ? 0 : endOf(line);
    if (!isAlone(line)) out.append(std::max(column, end) - end, ' ');
    out += line.comment;
  }
  out += '\n';
}

}  // namespace

std::string join(const std::vector<Line>& lines) {
  std::string out;
  for (size_t i = 0; i < lines.size();) {
    size_t end = isAlone(lines[i]) ? i + 1 : runEnd(lines, i);
    size_t column = commentColumn(lines, i, end);
    // Of the last line with a comment, for those that go on with it.
    size_t place = column;
    for (; i < end; ++i) {
      if (!lines[i].continues) place = std::max(column, endOf(lines[i]) + kGap.size());
      write(out, lines[i], place);
    }
  }
  return out;
}

}  // namespace smcost::format
