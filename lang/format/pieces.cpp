// Text -> pieces. A piece ends at a blank, at a bracket or sign, and where a node begins or
// ends; inside a leaf of the tree, or what is set like one, only at a blank.

#include "lang/format/pieces.h"

#include <algorithm>

namespace smcost::format {

namespace {

using ast::NodeKind;

constexpr uint8_t kEdge = 1;  // a node begins or ends here
constexpr uint8_t kLeaf = 2;  // inside of a leaf
constexpr uint8_t kType = 4;  // in a factor of a type, or its sign

bool isBlank(char c) { return c == ' ' || c == '\n' || c == ';'; }
bool isSign(char c) { return std::string_view("()[]{},=:@").find(c) != std::string_view::npos; }
bool isTypeSign(char c) { return c == '*' || c == '/' || c == '[' || c == ']'; }

// A node without children may still be a pair of brackets.
bool isLeaf(const ast::Node& node, uint32_t index, std::string_view text) {
  if (ast::isPiece(node.kind)) return true;
  if (node.first != index) return false;
  std::string_view own = text.substr(node.begin, node.end - node.begin);
  return node.kind == NodeKind::text ||
         (!own.starts_with('(') && !own.starts_with('[') && own.find('{') == std::string_view::npos);
}

class Cutter {
 public:
  Cutter(const ast::File& file, std::string_view original, const ast::Layout& layout)
      : file_(file), original_(original), layout_(layout), text_(layout.text), pieces_{file, {}, {}, ast::nodesOutsidePieces(file)} {}

  Pieces cut() {
    markNodes();
    while (true) {
      readGap();
      if (at_ == text_.size()) break;
      readPiece();
    }
    pieces_.all.back().begin = static_cast<uint32_t>(at_);
    for (const ast::NodeId node : pieces_.nodes) {
      size_t at = pieces_.atNode(node);
      // Parents come behind their children, so the outermost stays.
      if (pieces_.all[at].begin == file_.node(node).begin) pieces_.all[at].node = node.value;
    }
    findItems();
    return std::move(pieces_);
  }

 private:
  void markNodes() {
    marks_.resize(text_.size() + 1);
    for (const ast::NodeId id : pieces_.nodes) {
      const ast::Node& node = file_.node(id);
      marks_[node.begin] |= kEdge;
      marks_[node.end] |= kEdge;
      if (!isLeaf(node, id.value, text_)) continue;
      for (uint32_t at = node.begin; at < node.end; ++at) marks_[at] |= kLeaf;
      if (node.kind != NodeKind::type) continue;
      for (const ast::NodeId part : ast::Children(file_, id)) markFactor(part);
    }
  }

  // `Data in GB/s`: the unit behind the factors of a type is written closed up.
  void markFactor(ast::NodeId part) {
    const ast::Node& node = file_.node(part);
    if (node.kind == NodeKind::unit) return;
    for (uint32_t at = node.begin; at < node.end; ++at) marks_[at] |= kType;
  }

  size_t lineEnds(size_t begin, size_t end) const {
    return static_cast<size_t>(std::count(original_.begin() + static_cast<std::ptrdiff_t>(begin),
                                          original_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
  }

  // Blanks, line ends and comments up to the next piece, which it makes without its text.
  void readGap() {
    size_t begin = at_, last = at_;
    bool separates = false;
    Piece piece;
    piece.remarks_begin = next_remark_;
    while (true) {
      size_t comment = next_remark_ < file_.comments.size() ? file_.comments[next_remark_].begin : text_.size();
      while (at_ < comment && isBlank(text_[at_])) separates |= text_[at_++] != ' ';
      if (at_ < comment || comment == text_.size()) break;
      readRemark(last, begin, piece);
      last = at_;
    }
    size_t line_ends = lineEnds(last, at_);
    piece.remarks_end = next_remark_;
    piece.has_new_line = line_ends > 0 || pieces_.all.empty();
    piece.has_blank_line = line_ends > 1;
    piece.begin = static_cast<uint32_t>(at_);
    piece.lead = at_ > begin ? Lead::blank : Lead::none;
    separates_.push_back(separates);
    pieces_.all.push_back(piece);
  }

  void readRemark(size_t last, size_t gap_begin, Piece& piece) {
    const ast::Comment& comment = file_.comments[next_remark_];
    std::string_view text = original_.substr(comment.begin, comment.end - comment.begin);
    text = text.substr(0, text.find_last_not_of(" \t\r") + 1);
    size_t line_ends = lineEnds(last, comment.begin);
    Remark remark{text, false, false, line_ends > 1};
    size_t column = columnOf(comment.begin);
    if (line_ends == 0 && last == gap_begin && !pieces_.all.empty()) {
      remark.is_trailing = true;
      pieces_.all.back().trailing = next_remark_;
      piece.remarks_begin = next_remark_ + 1;
    } else if (next_remark_ > 0 && last > gap_begin) {
      const Remark& above = pieces_.remarks.back();
      remark.continues = line_ends == 1 && column == column_above_ && (above.is_trailing || above.continues);
    }
    column_above_ = column;
    pieces_.remarks.push_back(remark);
    at_ = comment.end;
    ++next_remark_;
  }

  size_t columnOf(size_t offset) const {
    size_t start = offset;
    while (start > 0 && original_[start - 1] != '\n') --start;
    return widthOf(original_.substr(start, offset - start));
  }

  void readPiece() {
    Piece& piece = pieces_.all.back();
    size_t end = at_ + 1;
    uint8_t mark = marks_[at_];
    bool is_type = mark & kType;
    if (text_[at_] == '"') {
      end = text_.find('"', at_ + 1) + 1;
    } else if (!(is_type && isTypeSign(text_[at_])) && ((mark & kLeaf) || !isSign(text_[at_]))) {
      while (end < text_.size() && !ends(end, mark, is_type)) ++end;
    }
    piece.text = original_.substr(at_, end - at_);
    piece.width = static_cast<uint32_t>(widthOf(piece.text));
    piece.in_leaf = mark & kLeaf;
    at_ = end;
  }

  bool ends(size_t at, uint8_t mark, bool is_type) const {
    if (isBlank(text_[at]) || (marks_[at] & kEdge)) return true;
    if (mark & kLeaf) return is_type && isTypeSign(text_[at]);
    return isSign(text_[at]) || text_[at] == '"';
  }

  // The items of the file, and those in braces: what is behind a line end or `;`, but the
  // `else` of a block.
  void findItems() {
    std::vector<Piece>& all = pieces_.all;
    std::vector<uint32_t> openers;
    for (uint32_t i = 0; i + 1 < all.size(); ++i) {
      Piece& piece = all[i];
      bool in_braces = !openers.empty() && all[openers.back()].text == "{";
      bool is_first = i > 0 && all[i - 1].is("{");
      bool goes_on = piece.isCloser() || piece.is("else");
      if (in_braces && !goes_on) piece.begins_item = is_first || separates_[i];
      piece.is_nested = !openers.empty();
      if (piece.isOpener()) {
        openers.push_back(i);
      } else if (piece.isCloser()) {
        piece.partner = openers.back();
        all[openers.back()].partner = i;
        openers.pop_back();
      }
    }
    for (const ast::Item& item : layout_.items) all[pieces_.at(item.begin)].begins_item = true;
  }

  const ast::File& file_;
  std::string_view original_;
  const ast::Layout& layout_;
  std::string_view text_;
  Pieces pieces_;
  std::vector<uint8_t> marks_;
  std::vector<bool> separates_;   // for each piece: an item ends before it
  size_t at_ = 0;
  size_t column_above_ = 0;
  uint32_t next_remark_ = 0;
};

}  // namespace

size_t widthOf(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view textOf(Lead lead) {
  switch (lead) {
    case Lead::none: return "";
    case Lead::blank: return " ";
    case Lead::wide: return "  ";
    case Lead::comma: return ", ";
    case Lead::semicolon: return "; ";
  }
  return "";
}

size_t widthOf(Lead lead) { return textOf(lead).size(); }

size_t Pieces::at(uint32_t offset) const {
  auto found = std::lower_bound(all.begin(), all.end(), offset,
                                [](const Piece& piece, uint32_t wanted) { return piece.begin < wanted; });
  return static_cast<size_t>(found - all.begin());
}

Pieces cut(const ast::File& file, std::string_view text, const ast::Layout& layout) {
  return Cutter(file, text, layout).cut();
}

}  // namespace smcost::format
