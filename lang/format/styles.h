// The style as tables: one line for each kind of node, and for each keyword, that wants
// anything special. A kind without a line is set with one blank between its tokens where
// the author had any, and its `{ }` as a block; so nothing of it is lost.
#pragma once

#include <cstdint>
#include <string_view>

#include "lang/syntax/ast.h"

namespace smcost::format {

// Where a line that is too long is broken: before the piece with the lowest rank.
enum class Rank : uint8_t {
  own_line,    // once one of them begins a line, all of the item do
  clause,      // where the author began a line with it, it stays so
  comma,
  branch,      // `then` and `else` of an expression
  or_,
  and_,
  comparison,
  sum,
  product,
  bracket,     // behind an opening bracket
  never,
};

// How neighbouring items of a kind are aligned.
enum class Columns : uint8_t {
  none,
  name,        // at the `=` behind their first word
  sign,        // at the first `=` or `:`
  value,       // at their second child
  price,       // key, number at its decimal point, unit, `shown`
  agreed,      // behind what it is agreed for
  cells,       // at each child
  words,       // at their second word
};

// What stands in the brackets of a kind.
enum class Members : uint8_t {
  items,       // items of the language, one a line
  names,       // names in lines as the author grouped them; a line end needs no comma
  fields,      // the same, where commas are needed
  parameters,  // one a line, or all on one line with commas
  values,      // part of an expression: set in line
};

struct Style {
  Rank rank = Rank::never;          // of its first piece
  Columns columns = Columns::none;
  Members members = Members::items;
  char bracket = 0;                 // which bracket `members` speaks of
  bool spaced = false;              // a blank on both sides
  bool wide = false;                // two blanks before it
};

const Style& styleOf(ast::NodeKind kind);

// Of a word that is no node: a keyword inside a declaration or an expression.
Rank rankOfKeyword(std::string_view word);

// The whole list is one table, blank lines and comments or not.
inline bool isTable(Columns columns) {
  return columns == Columns::price || columns == Columns::cells || columns == Columns::words;
}

}  // namespace smcost::format
