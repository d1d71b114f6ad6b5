// What stands between two pieces, and where a line may be broken.

#include <algorithm>

#include "lang/format/pieces.h"

namespace smcost::format {

namespace {

using ast::NodeKind;

class Spacing {
 public:
  explicit Spacing(Pieces& pieces) : pieces_(pieces), all_(pieces.all), file_(pieces.file) {}

  void apply() {
    for (size_t i = 0; i + 1 < all_.size(); ++i) spaceSign(i);
    for (Piece& piece : all_) {
      if (piece.is("{")) piece.members = Members::items;
    }
    for (const ast::NodeId node : pieces_.nodes) applyNode(node);
    setDepths();
    for (size_t i = 1; i + 1 < all_.size(); ++i) settle(i);
    for (Piece& piece : all_) keepTogether(piece);
  }

 private:
  Piece& next(size_t i) { return all_[i + 1]; }
  void space(size_t i) {
    if (i > 0) all_[i].lead = Lead::blank;
    next(i).lead = Lead::blank;
  }

  // What holds for a sign wherever it stands. The piece before it was done already.
  void spaceSign(size_t i) {
    Piece& piece = all_[i];
    std::string_view text = piece.text;
    if (piece.in_leaf) {
      bool is_type_sign = text == "*" || text == "/";
      if (is_type_sign) space(i);
      if (text == "[") piece.lead = next(i).lead = Lead::none;
      if (text == "]") piece.lead = Lead::none;
      return;
    }
    if (text == "=" || text == "@") space(i);
    if (text == "," || text == ":") piece.lead = Lead::none, next(i).lead = Lead::blank;
    if (text == "{") {
      piece.lead = Lead::blank;
      next(i).lead = next(i).is("}") ? Lead::none : Lead::blank;
    }
    if (text == "}" && !all_[i - 1].is("{")) piece.lead = Lead::blank;
    if (text == "(" || text == "[") next(i).lead = Lead::none;
    if (text == ")" || text == "]") piece.lead = Lead::none;
    if (text == "," && next(i).isCloser()) next(i).lead = Lead::none;
  }

  void applyNode(ast::NodeId id) {
    const ast::Node& node = file_.node(id);
    const Style& style = styleOf(node.kind);
    bool says_something = style.rank != Rank::never || style.spaced || style.wide || style.members != Members::items;
    if (says_something) applyStyle(id, style);
    if (node.kind == NodeKind::type) {
      size_t at = pieces_.atNode(id);
      if (at > 0 && all_[at - 1].is(":")) all_[at - 1].lead = Lead::blank;
    } else if (node.kind == NodeKind::zone_change) {
      size_t at = pieces_.atNode(id);
      if (at > 0 && all_[at - 1].is("..")) space(at - 1);
    } else if (node.kind == NodeKind::grown) {
      const ast::Children children(file_, id);
      if (children.size() < 3) return;
      const size_t unit = pieces_.atNode(children[2]);  // of `5 %/month`, behind its stroke
      all_[unit - 1].lead = all_[unit].lead = Lead::none;
    } else if (node.kind == NodeKind::line_decl) {
      ast::Children children(file_, ast::Children(file_, id)[1]);
      Piece& quantity = all_[pieces_.atNode(children[children.size() - 1])];
      quantity.lead = Lead::wide;
      quantity.rank = Rank::clause;
    } else if (node.kind == NodeKind::agreed) {
      for (const ast::NodeId child : ast::Children(file_, id)) {
        const NodeKind kind = file_.kind(child);
        if (kind == NodeKind::cover || kind == NodeKind::region_clause || kind == NodeKind::plan_ref) continue;
        all_[pieces_.atNode(child)].lead = Lead::wide;
        break;
      }
    } else if (node.kind == NodeKind::rate_row || node.kind == NodeKind::fact_row) {
      ast::Children children(file_, id);
      bool has_key = node.kind == NodeKind::fact_row || file_.kind(children[0]) == NodeKind::rate_key;
      if (has_key) all_[pieces_.atNode(children[1])].lead = Lead::wide;
    }
  }

  void applyStyle(ast::NodeId id, const Style& style) {
    size_t at = pieces_.atNode(id);
    if (style.spaced) space(at);
    if (style.wide) all_[at].lead = Lead::wide;
    if (style.rank != Rank::never) {
      // `in` stays with what it is asked of: its set is broken at a comma.
      all_[at].rank = all_[at].text == "in" ? Rank::never : style.rank;
      // The lines of a table of tiers may have ended with commas: they stay one row.
      if (at > 0 && all_[at - 1].is(",")) all_[at].begins_item = false;
    }
    if (style.members != Members::items) applyMembers(id, at, style);
  }

  void applyMembers(ast::NodeId id, size_t at, const Style& style) {
    uint32_t end = file_.node(id).end;
    std::string_view bracket(&style.bracket, 1);
    while (all_[at].begin < end && !all_[at].is(bracket)) at = all_[at].isOpener() ? all_[at].partner + 1 : at + 1;
    if (all_[at].begin >= end) return;
    Piece& opener = all_[at];
    // A row of several words has its line; names alone stand as their author grouped them.
    const bool has_rows = style.members == Members::names && hasChild(id, NodeKind::region_row);
    opener.members = has_rows ? Members::parameters : style.members;
    if (opener.members == Members::parameters) {
      if (style.bracket == '(') opener.lead = Lead::none;
      // Only those of the file's own items end with their lines.
      if (opener.is_nested) opener.members = Members::fields;
    }
    ast::Children children(file_, id);
    bool is_first = true;
    for (ast::NodeId child : children) {
      size_t member = pieces_.atNode(child);
      if (member <= at || member > opener.partner) continue;
      applyMember(member, opener.members, is_first);
      is_first = false;
    }
    all_[at + 1].begins_item = opener.members == Members::parameters && opener.partner > at + 1;
    if (has_rows || style.members == Members::names) leaveOutCommas(opener.partner);
    if (style.bracket == '(') next(at).lead = Lead::none;
  }

  bool hasChild(ast::NodeId id, NodeKind kind) const {
    ast::Children children(file_, id);
    return std::any_of(children.begin(), children.end(), [&](ast::NodeId child) { return file_.kind(child) == kind; });
  }

  void applyMember(size_t member, Members members, bool is_first) {
    Piece& piece = all_[member];
    Piece& before = all_[member - 1];
    piece.begins_item = members == Members::parameters;
    if (is_first) return;
    if (members == Members::values) {
      if (!before.is(",")) before.has_comma_behind = true;
      piece.rank = Rank::comma;
      piece.lead = Lead::blank;
    } else if (members == Members::names || members == Members::parameters) {
      leaveOutCommas(member);
      piece.lead = Lead::comma;
      piece.rank = Rank::comma;
    }
  }

  // All that stand in front of the piece: a line may end with one and the next begin with another.
  void leaveOutCommas(size_t behind) {
    size_t first = behind;
    while (all_[first - 1].is(",")) --first;
    for (; first < behind; ++first) leaveOut(first);
  }

  // A comma that the style does without. What was above its line is above the next piece's.
  void leaveOut(size_t comma) {
    Piece& piece = all_[comma];
    next(comma).has_new_line |= piece.has_new_line;
    piece.text = {};
    piece.width = 0;
    piece.lead = Lead::none;
    piece.has_new_line = false;
  }

  // Brackets inside an item: what is inside of fewer is the better place for a break.
  void setDepths() {
    struct Inside {
      uint32_t depth = 0, sets = 0;
      bool is_set = false;
    };
    std::vector<Inside> outer;
    Inside inside;
    for (size_t i = 0; i < all_.size(); ++i) {
      Piece& piece = all_[i];
      if (piece.isCloser()) {
        inside = outer.back();
        outer.pop_back();
      }
      piece.depth = inside.depth;
      piece.sets = inside.sets;
      piece.is_inside_value = inside.is_set && piece.rank != Rank::comma && !all_[i - 1].is("{");
      if (piece.isOpener()) {
        outer.push_back(inside);
        bool has_values = piece.members == Members::values, is_set = has_values && piece.text == "{";
        inside = {has_values ? inside.depth + 1 : 0, has_values ? inside.sets + (is_set ? 1 : 0) : 0, is_set};
      }
    }
  }

  void settle(size_t i) {
    Piece& piece = all_[i];
    const Piece& before = all_[i - 1];
    if (piece.begins_item && piece.lead != Lead::comma && !before.isOpener()) {
      piece.lead = before.is(",") ? Lead::blank : Lead::semicolon;
    }
    if (before.is(",") && piece.rank > Rank::comma && !piece.isCloser()) piece.rank = Rank::comma;
    bool opens_values = before.isOpener() && before.members == Members::values && !piece.isCloser();
    if (opens_values && piece.rank == Rank::never) piece.rank = Rank::bracket;
    if (piece.in_leaf || piece.node != kNone || piece.text.empty()) return;
    bool ends_block = before.isCloser() && all_[before.partner].members != Members::values;
    if (ends_block) return;
    // `else "…"` of a promise is a clause, that of an expression a branch.
    bool before_text = piece.text == "else" && next(i).text.starts_with('"');
    Rank rank = before_text ? Rank::clause : rankOfKeyword(piece.text);
    piece.rank = std::min(piece.rank, rank);
  }

  // Where the layout of lines would take a break for the begin of a value.
  void keepTogether(Piece& piece) {
    if (piece.is_inside_value) piece.rank = Rank::never;
  }

  Pieces& pieces_;
  std::vector<Piece>& all_;
  const ast::File& file_;
};

}  // namespace

void applyStyles(Pieces& pieces) { Spacing(pieces).apply(); }

}  // namespace smcost::format
