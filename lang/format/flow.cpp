// Pieces -> lines: an item stays on one line if it fits, and is broken where its pieces say
// that it reads best. The author's line ends count in three places: between items, where a
// block was opened, and before options and clauses.

#include "lang/format/flow.h"

#include <algorithm>

#include "lang/format/columns.h"
#include "lang/format/format.h"

namespace smcost::format {

namespace {

// How much further right than its item a line stands that goes on with it.
constexpr size_t kPartIndent = 2;   // an option, a clause; an item of a block
constexpr size_t kInnerIndent = 4;  // anything further inside
// Blocks further inside stand no further right: the result stays linear in the text.
constexpr size_t kMaxIndent = 60;

class Flow {
 public:
  explicit Flow(Pieces& pieces) : pieces_(pieces), all_(pieces.all) {
    widths_.push_back(0);
    for (const Piece& piece : all_) {
      widths_.push_back(widths_.back() + widthOf(piece.lead) + piece.width + (piece.has_comma_behind ? 1 : 0));
      new_lines_.push_back((new_lines_.empty() ? 0 : new_lines_.back()) + (piece.has_new_line ? 1 : 0));
    }
  }

  std::vector<Line> run() {
    list(0, all_.size() - 1, 0);
    remarks(all_.size() - 1, 0);
    return std::move(lines_);
  }

 private:
  // What is being written: an item, and the line of it that grows.
  struct Cursor {
    size_t item_indent = 0;
    size_t inner_indent = 0;
    size_t begin = 0;         // the first piece of the line
    size_t best = 0;          // the best place for a break since; `begin` if there is none
    size_t indent = 0;
    size_t width = 0;         // with the indentation
    size_t limit = kLineWidth;
    bool has_own_lines = false;
    bool has_own_clauses = false;  // a part of the item took several lines, so the next begins one
  };

  size_t partner(size_t i) const { return all_[i].partner; }
  bool isBlock(size_t i) const { return all_[i].isOpener() && all_[i].members != Members::values; }
  size_t widthAt(size_t i) const { return widths_[i + 1] - widths_[i] + all_[i].pad; }

  bool hasRemarksInside(size_t opener) const {
    bool has_trailing = all_[opener].trailing != kNone;
    return all_[partner(opener)].remarks_end > (has_trailing ? all_[opener].trailing : all_[opener + 1].remarks_begin);
  }

  // Did the author use several lines for what is in the brackets?
  bool hasNewLine(size_t opener) const { return new_lines_[partner(opener)] > new_lines_[opener]; }

  // The items between two places, each at the begin of a line.
  void list(size_t begin, size_t end, size_t indent) {
    std::vector<ItemRange> items;
    for (size_t i = begin; i < end; ++i) {
      if (i == begin || all_[i].begins_item) items.push_back({i, i});
      if (all_[i].isOpener()) i = partner(i);
      items.back().end = i + 1;
    }
    align(pieces_, widths_, items);
    for (const ItemRange& range : items) {
      // What comes first has nothing to be set off from.
      bool is_first = range.begin == begin;
      if (all_[range.begin].hasRemarks()) remarks(range.begin, indent, is_first);
      is_first &= !all_[range.begin].hasRemarks();
      size_t line = lines_.size();
      item(range, indent, indent + kInnerIndent);
      if (line < lines_.size()) lines_[line].has_blank_line = all_[range.begin].has_blank_line && !is_first;
    }
  }

  // The comments above a piece.
  void remarks(size_t piece, size_t indent, bool is_first = false) {
    for (size_t i = all_[piece].remarks_begin; i < all_[piece].remarks_end; ++i) {
      const Remark& remark = pieces_.remarks[i];
      lines_.push_back({indent, "", remark.text, remark.has_blank_line && !is_first, remark.continues});
      is_first = false;
    }
  }

  void item(const ItemRange& range, size_t indent, size_t inner_indent) {
    Cursor cursor{.item_indent = indent, .inner_indent = inner_indent};
    begin(cursor, range.begin, indent);
    if (isRow(pieces_, range)) cursor.limit = SIZE_MAX;
    cursor.has_own_lines = wantsOwnLines(range, indent);
    for (size_t i = range.begin; i < range.end; ++i) {
      if (i > cursor.begin) {
        if (mustBreak(cursor, i)) {
          breakBefore(cursor, i);
        } else {
          noteBreak(cursor, i);
          if (cursor.width + widthAt(i) > cursor.limit && cursor.best > cursor.begin) {
            i = cursor.best;
            cursor.has_own_clauses |= all_[i].rank > Rank::clause;
            breakBefore(cursor, i);
          }
        }
      }
      cursor.width += i == cursor.begin ? all_[i].width + (all_[i].has_comma_behind ? 1 : 0) : widthAt(i);
      if (isBlock(i)) i = mustExpand(cursor, i, range.end) ? expand(cursor, i) : pass(cursor, i);
    }
    flush(cursor, range.end);
  }

  bool mustBreak(const Cursor& cursor, size_t i) const {
    const Piece& piece = all_[i];
    if (piece.hasRemarks() || all_[i - 1].trailing != kNone) return true;
    if (all_[i - 1].is("{") && !isBlock(i - 1) && hasRemarksInside(i - 1)) return true;
    if (piece.depth > 0) return false;
    if (piece.rank == Rank::own_line) return cursor.has_own_lines;
    if (piece.rank == Rank::clause) return piece.has_new_line || cursor.has_own_clauses;
    // The lines of a group of names.
    return cursor.inner_indent == cursor.item_indent && piece.has_new_line && !piece.isCloser() && !piece.text.empty();
  }

  bool wantsOwnLines(const ItemRange& range, size_t indent) const {
    size_t width = indent;
    bool has_option = false, counts = true;
    for (size_t i = range.begin; i < range.end; ++i) {
      if (i > range.begin && all_[i].rank == Rank::own_line) {
        has_option = true;
        if (all_[i].has_new_line) return true;
      }
      if (counts) width += i == range.begin ? all_[i].width : widthAt(i);
      if (!all_[i].isOpener()) continue;
      if (isBlock(i) && hasNewLine(i)) counts = false;
      if (counts) width += widths_[partner(i)] - widths_[i + 1];
      i = partner(i) - 1;
    }
    return has_option && width > kLineWidth;
  }

  void noteBreak(Cursor& cursor, size_t i) const {
    auto cost = [this](size_t piece) { return all_[piece].depth * 16 + static_cast<size_t>(all_[piece].rank); };
    if (all_[i].rank == Rank::never || all_[i].text.empty()) return;
    if (cursor.best == cursor.begin || cost(i) <= cost(cursor.best)) cursor.best = i;
  }

  void breakBefore(Cursor& cursor, size_t i) {
    flush(cursor, i);
    const Piece& piece = all_[i];
    bool is_in_list = cursor.inner_indent == cursor.item_indent;
    remarks(i, cursor.item_indent + (is_in_list ? 0 : kPartIndent), true);
    bool is_part = piece.depth == 0 && piece.rank <= Rank::clause;
    // The values of a set are items to the layout of lines: what goes on with one is deeper.
    size_t deeper = piece.sets == 0 ? 0 : (piece.sets - (piece.is_inside_value ? 0 : 1)) * kInnerIndent;
    begin(cursor, i, is_part ? cursor.item_indent + kPartIndent : cursor.inner_indent + deeper);
  }

  static void begin(Cursor& cursor, size_t i, size_t indent) {
    cursor.begin = cursor.best = i;
    cursor.indent = cursor.width = indent;
  }

  // Is a block written in lines? If the author did so, or if the rest of the line does not fit.
  bool mustExpand(const Cursor& cursor, size_t opener, size_t end) const {
    size_t closer = partner(opener);
    if (closer == opener + 1) return all_[closer].hasRemarks() || all_[opener].trailing != kNone;
    if (hasNewLine(opener)) return true;
    size_t width = cursor.width + widths_[closer + 1] - widths_[opener + 1];
    for (size_t i = closer + 1; i < end && width <= cursor.limit && !mustBreak(cursor, i); ++i) {
      width += widthAt(i);
      if (isBlock(i) && hasNewLine(i)) break;
    }
    return width > cursor.limit;
  }

  // Keeps a block on the line; returns its closing bracket.
  size_t pass(Cursor& cursor, size_t opener) const {
    cursor.width += widths_[partner(opener) + 1] - widths_[opener + 1];
    return partner(opener);
  }

  // Writes a block in lines; returns its closing bracket, with which a new line has begun.
  size_t expand(Cursor& cursor, size_t opener) {
    size_t closer = partner(opener);
    flush(cursor, opener + 1);
    size_t indent = std::min(cursor.item_indent + kPartIndent, kMaxIndent);
    Members members = all_[opener].members;
    if (members == Members::names || members == Members::fields) {
      if (all_[opener + 1].hasRemarks()) remarks(opener + 1, indent, true);
      if (closer > opener + 1) item({opener + 1, closer}, indent, indent);
    } else {
      list(opener + 1, closer, indent);
    }
    remarks(closer, indent, closer == opener + 1);
    begin(cursor, closer, cursor.item_indent);
    cursor.width += all_[closer].width;
    return closer;
  }

  // Ends the line before `end`.
  void flush(Cursor& cursor, size_t end) {
    Line line{cursor.indent, "", {}, false, false};
    for (size_t i = cursor.begin; i < end; ++i) {
      const Piece& piece = all_[i];
      if (!line.text.empty() && !piece.text.empty()) line.text.append(textOf(piece.lead)).append(piece.pad, ' ');
      line.text += piece.text;
      if (piece.has_comma_behind) line.text += ',';
      if (piece.trailing != kNone) line.comment = pieces_.remarks[piece.trailing].text;
    }
    if (!line.text.empty() || !line.comment.empty()) lines_.push_back(std::move(line));
  }

  Pieces& pieces_;
  std::vector<Piece>& all_;
  std::vector<size_t> widths_;      // of all pieces before, on one line
  std::vector<size_t> new_lines_;   // how many pieces up to this one began a line
  std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> flow(Pieces& pieces) { return Flow(pieces).run(); }

}  // namespace smcost::format
