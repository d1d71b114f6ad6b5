// The text as a row of pieces: what is printed in one go, with all that the style says of
// the place before it. Private to lang/format.
#pragma once

#include <string_view>
#include <vector>

#include "lang/format/styles.h"
#include "lang/syntax/ast.h"
#include "lang/syntax/layout.h"

namespace smcost::format {

// What stands before a piece that does not begin a line.
enum class Lead : uint8_t { none, blank, wide, comma, semicolon };

size_t widthOf(Lead lead);
std::string_view textOf(Lead lead);
// In code points, as editors count columns.
size_t widthOf(std::string_view text);

// A comment.
struct Remark {
  std::string_view text;
  bool is_trailing = false;     // behind a piece, on its line
  bool continues = false;       // right below such a one, in the same column
  bool has_blank_line = false;  // above it
};

inline constexpr uint32_t kNone = UINT32_MAX;

struct Piece {
  std::string_view text;  // empty: a comma that is left out
  uint32_t begin = 0;
  uint32_t width = 0;
  uint32_t node = kNone;       // the outermost node that begins here
  uint32_t partner = kNone;    // of a bracket
  uint32_t remarks_begin = 0;  // the comments above it
  uint32_t remarks_end = 0;
  uint32_t trailing = kNone;  // the comment behind it
  uint32_t depth = 0;         // brackets around it inside its item
  uint32_t sets = 0;          // those of them that are the braces of a set of values
  uint32_t pad = 0;           // blanks before it for the sake of a column
  Lead lead = Lead::none;
  Rank rank = Rank::never;
  Members members = Members::values;  // of an opening bracket
  bool in_leaf = false;
  bool is_nested = false;       // in brackets
  bool has_new_line = false;    // it began a line
  bool has_blank_line = false;  // with an empty one above
  bool begins_item = false;
  bool is_inside_value = false;   // of a set: a line that begins here must be indented deeper than the values
  bool has_comma_behind = false;  // which the text has not

  bool hasRemarks() const { return remarks_begin < remarks_end; }
  bool isOpener() const { return !in_leaf && (text == "(" || text == "[" || text == "{"); }
  bool isCloser() const { return !in_leaf && (text == ")" || text == "]" || text == "}"); }
  bool is(std::string_view sign) const { return !in_leaf && text == sign; }
};

struct Pieces {
  const ast::File& file;
  std::vector<Piece> all;       // the last one is empty: it has the comments at the end
  std::vector<Remark> remarks;  // as ast::File::comments
  std::vector<ast::NodeId> nodes;  // that the style speaks of

  // The first piece at or behind `offset`.
  size_t at(uint32_t offset) const;
  size_t atNode(ast::NodeId node) const { return at(file.node(node).begin); }
};

// Cuts the text; `text` is as written, `layout` tells where items end.
Pieces cut(const ast::File& file, std::string_view text, const ast::Layout& layout);

// Applies the tables of styles.h and what holds for signs.
void applyStyles(Pieces& pieces);

}  // namespace smcost::format
