#include "lang/diagnostics/caret_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lang/diagnostics/text.h"

namespace smcost::diagnostics {

namespace {

// A line of more bytes is cut to a window of the second size around its marks.
constexpr uint32_t kLongLine = 240;
constexpr uint32_t kWindow = 160;
constexpr uint32_t kBeforeMark = 50;

struct Line {
  uint32_t start = 0;       // offset in the file
  std::vector<Mark> marks;  // each within this line
};

// By line number.
using Lines = std::map<uint32_t, Line>;

// A mark as columns of the drawn line, from 0.
struct Stroke {
  size_t begin = 0;
  size_t end = 0;
  bool is_primary = false;
  std::string text;
};

// A line as it is drawn: its text, and the column of each byte from `from` on.
struct Drawn {
  std::string text;
  uint32_t from = 0;
  std::vector<size_t> columns;

  size_t column(uint32_t offset) const {
    if (offset < from) return 0;
    return columns[std::min<size_t>(offset - from, columns.size() - 1)];
  }
};

uint32_t lineEnd(const source::SourceFile& file, uint32_t offset) {
  return file.lineStart(offset) + static_cast<uint32_t>(file.lineText(offset).size());
}

uint32_t firstInk(const source::SourceFile& file, uint32_t offset) {
  const size_t ink = file.lineText(offset).find_first_not_of(" \t");
  return file.lineStart(offset) + (ink == std::string_view::npos ? 0 : static_cast<uint32_t>(ink));
}

Mark clamped(const source::SourceFile& file, Mark mark) {
  const auto size = static_cast<uint32_t>(file.text().size());
  mark.begin = std::min(mark.begin, size);
  mark.end = std::clamp(mark.end, mark.begin, size);
  return mark;
}

// The last byte of a mark: a mark that ends with a line end does not reach the next line.
uint32_t lastOffset(const Mark& mark) { return mark.end > mark.begin ? mark.end - 1 : mark.begin; }

Lines splitByLine(const source::SourceFile& file, const std::vector<Mark>& marks) {
  Lines lines;
  auto add = [&](Mark mark) {
    Line& line = lines[file.lineColumn(mark.begin).line];
    line.start = file.lineStart(mark.begin);
    line.marks.push_back(std::move(mark));
  };
  for (const Mark& given : marks) {
    const Mark mark = clamped(file, given);
    const uint32_t last = lastOffset(mark);
    if (file.lineStart(mark.begin) == file.lineStart(last)) {
      add(mark);
    } else {
      add({mark.begin, lineEnd(file, mark.begin), mark.is_primary, ""});
      add({std::min(firstInk(file, last), last), mark.end, mark.is_primary, mark.text});
    }
  }
  return lines;
}

bool startsCodePoint(std::string_view text, size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

// Moves `at` left to the start of its code point, at most three bytes.
size_t alignDown(std::string_view text, size_t at) {
  for (int i = 0; i < 3 && at > 0 && !startsCodePoint(text, at); ++i) --at;
  return at;
}

Drawn draw(std::string_view text, const Line& line) {
  size_t from = 0;
  size_t to = text.size();
  if (text.size() > kLongLine) {
    auto primary = std::find_if(line.marks.begin(), line.marks.end(), [](const Mark& m) { return m.is_primary; });
    const Mark& around = primary != line.marks.end() ? *primary : line.marks.front();
    const size_t begin = std::min<size_t>(around.begin - line.start, text.size());
    from = alignDown(text, begin < kBeforeMark ? 0 : begin - kBeforeMark);
    to = alignDown(text, std::min(text.size(), from + kWindow));
  }
  Drawn drawn;
  drawn.from = line.start + static_cast<uint32_t>(from);
  size_t column = 0;
  if (from > 0) {
    drawn.text = "…";
    column = 1;
  }
  for (size_t at = from; at < to;) {
    const CodePoint point = decode(text, at);
    const Cell cell = cellOf(text, point, at);
    drawn.text += cell.text;
    drawn.columns.insert(drawn.columns.end(), point.bytes, column);
    column += cell.columns;
    at += point.bytes;
  }
  drawn.columns.push_back(column);
  if (to < text.size()) drawn.text += "…";
  return drawn;
}

std::vector<Stroke> strokesOf(const Line& line, const Drawn& drawn) {
  std::vector<Stroke> strokes;
  for (const Mark& mark : line.marks) {
    const size_t begin = drawn.column(mark.begin);
    strokes.push_back({begin, std::max(begin + 1, drawn.column(mark.end)), mark.is_primary,
                       safeLine(shorten(mark.text, kWindow * 4))});
  }
  std::stable_sort(strokes.begin(), strokes.end(), [](auto& a, auto& b) { return a.begin < b.begin; });
  return strokes;
}

// Writes characters with their tones, and paints runs of one tone together.
class Canvas {
 public:
  void put(size_t column, char c, std::string_view tone) {
    if (cells_.size() <= column) cells_.resize(column + 1, {' ', {}});
    cells_[column] = {c, tone};
  }
  size_t width() const { return cells_.size(); }
  std::string painted(const Painter& paint) const {
    std::string out;
    for (size_t i = 0; i < cells_.size();) {
      std::string run;
      const std::string_view tone = cells_[i].tone;
      for (; i < cells_.size() && cells_[i].tone == tone; ++i) run += cells_[i].c;
      out += tone.empty() ? run : paint(tone, run);
    }
    return out;
  }

 private:
  struct Cell {
    char c;
    std::string_view tone;
  };
  std::vector<Cell> cells_;
};

// The rows below a source line, without the gutter.
std::vector<std::string> markRows(const std::vector<Stroke>& strokes, std::string_view primary_tone,
                                  const Painter& paint) {
  auto toneOf = [&](const Stroke& s) { return s.is_primary ? primary_tone : tone::second; };
  Canvas marks;
  for (bool primary : {false, true}) {
    for (const Stroke& s : strokes) {
      if (s.is_primary != primary) continue;
      for (size_t i = s.begin; i < s.end; ++i) marks.put(i, primary ? '^' : '-', toneOf(s));
    }
  }
  std::vector<std::string> rows = {marks.painted(paint)};
  std::vector<const Stroke*> words;
  for (const Stroke& s : strokes) {
    if (!s.text.empty()) words.push_back(&s);
  }
  // The rightmost word stands behind the marks when nothing lies between; the others
  // hang below, from right to left, each under the start of its mark.
  if (!words.empty() && &strokes.back() == words.back() && words.back()->end == marks.width()) {
    rows[0] += " " + paint(toneOf(*words.back()), words.back()->text);
    words.pop_back();
  }
  while (!words.empty()) {
    const Stroke& hanging = *words.back();
    words.pop_back();
    Canvas row;
    for (const Stroke* left : words) {
      if (left->begin < hanging.begin) row.put(left->begin, '|', toneOf(*left));
    }
    std::string text = row.painted(paint);
    text.append(hanging.begin - row.width(), ' ');
    rows.push_back(text + paint(toneOf(hanging), hanging.text));
  }
  return rows;
}

std::string withoutTrailingBlanks(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

std::string Painter::operator()(std::string_view tone, std::string_view text) const {
  return color ? fmt::format("\x1b[{}m{}\x1b[0m", tone, text) : std::string(text);
}

size_t gutterWidth(const source::SourceFile& file, const std::vector<Mark>& marks) {
  uint32_t largest = 1;
  for (const Mark& given : marks) largest = std::max(largest, file.lineColumn(lastOffset(clamped(file, given))).line);
  return fmt::formatted_size("{}", largest);
}

std::string drawMarks(const source::SourceFile& file, const std::vector<Mark>& marks, size_t gutter,
                      std::string_view primary_tone, const Painter& paint) {
  std::string out;
  const std::string bar = std::string(gutter + 2, ' ') + paint(tone::gutter, "|");
  uint32_t previous = 0;
  for (const auto& [number, line] : splitByLine(file, marks)) {
    if (previous != 0 && number > previous + 1) out += " " + paint(tone::gutter, "...") + "\n";
    previous = number;
    const Drawn drawn = draw(file.lineText(line.start), line);
    const std::string head = " " + paint(tone::gutter, fmt::format("{:<{}} |", number, gutter)) + " ";
    out += withoutTrailingBlanks(head + drawn.text) + "\n";
    for (const std::string& row : markRows(strokesOf(line, drawn), primary_tone, paint)) {
      out += withoutTrailingBlanks(bar + " " + row) + "\n";
    }
  }
  return out;
}

}  // namespace smcost::diagnostics
