#include "runtime/report/columns.h"

#include <algorithm>
#include <utility>

namespace smcost::runtime {

namespace {

constexpr std::string_view kBetween = "  ";
// A title that ends further right is no title of a line of prose.
constexpr size_t kWidestTitle = 20;

bool isFigure(std::string_view word) {
  const bool has_sign = word.size() > 1 && (word[0] == '+' || word[0] == '-');
  const char first = word.empty() ? ' ' : word[has_sign ? 1 : 0];
  const char last = word.empty() ? ' ' : word.back();
  return first >= '0' && first <= '9' && last != ',' && last != ';' && last != ':' && last != ')';
}

// Text that is not broken: its words, or a number with the word behind it.
std::vector<std::string_view> piecesOf(std::string_view text, bool is_tight) {
  std::vector<std::string_view> pieces;
  bool is_joined = false;
  for (size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (is_joined) pieces.back() = std::string_view(pieces.back().data(), static_cast<size_t>(word.data() + word.size() - pieces.back().data()));
    else pieces.push_back(word);
    // One word belongs to a number: of `2 h x 3 USD/h` the `x` begins another piece.
    is_joined = !is_tight && !is_joined && isFigure(word) && end + 1 < text.size() && text[end + 1] != ' ';
    at = end;
  }
  return pieces;
}

size_t longestPiece(std::string_view text, bool is_tight) {
  size_t longest = 0;
  for (const std::string_view piece : piecesOf(text, is_tight)) longest = std::max(longest, shownWidth(piece));
  return longest;
}

// As many pieces on a line as fit, at least one.
std::vector<std::string> wrapped(std::string_view text, size_t width, bool is_tight) {
  if (shownWidth(text) <= width) return {std::string(text)};
  std::vector<std::string> lines;
  size_t used = 0;
  for (const std::string_view piece : piecesOf(text, is_tight)) {
    const size_t size = shownWidth(piece);
    if (!lines.empty() && used + 1 + size <= width) {
      lines.back() += ' ';
      lines.back() += piece;
      used += 1 + size;
    } else {
      lines.emplace_back(piece);
      used = size;
    }
  }
  return lines;
}

// Where a line of prose goes on: behind its title, or two deeper than it begins.
size_t hangOf(std::string_view line) {
  const size_t indent = std::min(line.find_first_not_of(' '), line.size());
  const size_t gap = line.find("  ", indent);
  if (gap == std::string_view::npos) return indent + 2;
  const size_t text = std::min(line.find_first_not_of(' ', gap), line.size());
  return text <= indent + kWidestTitle ? text : indent + 2;
}

void writeProseLine(std::ostream& out, std::string_view line, size_t width) {
  if (shownWidth(line) <= width) {
    out << line << '\n';
    return;
  }
  size_t hang = hangOf(line);
  if (hang + kWidestTitle > width) hang = 2;
  // The title and what is between it and the text stay as they are.
  const size_t indent = std::min(line.find_first_not_of(' '), line.size());
  const size_t begin = line.substr(0, hang).find("  ", indent) == std::string_view::npos ? indent : hang;
  std::string current(line.substr(0, begin));
  size_t used = shownWidth(current);
  bool is_first = true;
  for (const std::string_view piece : piecesOf(line.substr(begin), false)) {
    const size_t size = shownWidth(piece);
    if (!is_first && used + 1 + size > width) {
      out << current << '\n';
      current.assign(hang, ' ');
      used = hang;
      is_first = true;
    }
    if (!is_first) current += ' ';
    current += piece;
    used += size + (is_first ? 0 : 1);
    is_first = false;
  }
  out << current << '\n';
}

void writeTrimmed(std::ostream& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

}  // namespace

size_t shownWidth(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void writeProse(std::ostream& out, std::string_view text, size_t width) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    writeProseLine(out, text.substr(0, end), width);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

AlignedColumns::AlignedColumns(std::vector<bool> right, size_t width)
    : right_(std::move(right)), width_(width), extents_(right_.size()), widths_(right_.size()) {}

void AlignedColumns::measure(std::span<const std::string> row) {
  for (size_t i = 0; i < extents_.size(); ++i) {
    Extent& extent = extents_[i];
    const size_t natural = shownWidth(row[i]);
    extent.natural = std::max(extent.natural, natural);
    if (natural <= extent.tight) continue;
    extent.least = std::max(extent.least, right_[i] ? natural : longestPiece(row[i], false));
    extent.tight = std::max(extent.tight, longestPiece(row[i], true));
  }
}

size_t AlignedColumns::naturalWidth() const {
  size_t sum = kBetween.size() * (extents_.size() - 1);
  for (const Extent& extent : extents_) sum += extent.natural;
  return sum;
}

size_t AlignedColumns::leastWidth() const {
  size_t sum = kBetween.size() * (extents_.size() - 1);
  for (const Extent& extent : extents_) sum += extent.least;
  return sum;
}

void AlignedColumns::fit() {
  size_t needed = kBetween.size() * (extents_.size() - 1);
  for (size_t i = 0; i < extents_.size(); ++i) needed += widths_[i] = extents_[i].natural;
  if (needed <= width_) fit_ = Fit::whole;
  else if (fitTo(false)) fit_ = Fit::wrapped;
  else fit_ = fitTo(true) ? Fit::tight : Fit::list;
}

// The widest columns give way first, all to one width, as far as their longest pieces let them.
bool AlignedColumns::fitTo(bool is_tight) {
  const size_t between = kBetween.size() * (extents_.size() - 1);
  const auto widthAt = [&](size_t i, size_t level) {
    const Extent& extent = extents_[i];
    return std::max(is_tight ? extent.tight : extent.least, std::min(extent.natural, level));
  };
  const auto neededAt = [&](size_t level) {
    size_t needed = between;
    for (size_t i = 0; i < extents_.size(); ++i) needed += widthAt(i, level);
    return needed;
  };
  if (neededAt(0) > width_) return false;
  size_t level = 0;
  while (level < width_ && neededAt(level + 1) <= width_) ++level;
  for (size_t i = 0; i < extents_.size(); ++i) widths_[i] = widthAt(i, level);
  return true;
}

void AlignedColumns::writeTitles(std::ostream& out, std::span<const std::string> titles) {
  titles_.assign(titles.begin(), titles.end());
  if (fit_ == Fit::open) fit();
  if (fit_ != Fit::list) write(out, titles);
}

void AlignedColumns::write(std::ostream& out, std::span<const std::string> row) {
  if (fit_ == Fit::open) fit();
  if (fit_ == Fit::list) return writeList(out, row);
  if (fit_ != Fit::whole) return writeWrapped(out, row);
  std::string line;
  for (size_t i = 0; i < widths_.size(); ++i) {
    const std::string padding(widths_[i] - std::min(widths_[i], shownWidth(row[i])), ' ');
    if (i > 0) line += kBetween;
    line += right_[i] ? padding + row[i] : row[i] + padding;
  }
  writeTrimmed(out, std::move(line));
}

void AlignedColumns::writeWrapped(std::ostream& out, std::span<const std::string> row) const {
  std::vector<std::vector<std::string>> cells;
  size_t height = 1;
  for (size_t i = 0; i < widths_.size(); ++i) {
    cells.push_back(wrapped(row[i], widths_[i], fit_ == Fit::tight));
    height = std::max(height, cells.back().size());
  }
  for (size_t k = 0; k < height; ++k) {
    std::string line;
    for (size_t i = 0; i < widths_.size(); ++i) {
      const std::string text = k < cells[i].size() ? cells[i][k] : std::string();
      const std::string padding(widths_[i] - std::min(widths_[i], shownWidth(text)), ' ');
      if (i > 0) line += kBetween;
      line += right_[i] ? padding + text : text + padding;
    }
    writeTrimmed(out, std::move(line));
  }
}

// What the row is about on a line of its own, and each of its other cells below it.
void AlignedColumns::writeList(std::ostream& out, std::span<const std::string> row) const {
  std::string head;
  size_t at = 0;
  for (; at < row.size() && !right_[at]; ++at) {
    if (!row[at].empty()) head += (head.empty() ? "" : " ") + row[at];
  }
  if (!head.empty()) writeProse(out, head, width_);
  for (; at < row.size(); ++at) {
    if (row[at].empty()) continue;
    std::string line = "  ";
    if (at < titles_.size() && !titles_[at].empty()) line += titles_[at] + ": ";
    writeProse(out, line + row[at], width_);
  }
}

}  // namespace smcost::runtime
