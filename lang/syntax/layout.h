// The layout pass: text as written -> text as the grammar wants it, of the same length,
// so that every offset in it is an offset in the file. For lang/syntax, and for lang/format,
// which sees in it where items end.
//
// Comments become blanks and are listed. A line end becomes a blank when the next line
// goes on with the item, and stays where a line inside brackets begins a new item. The
// items of the file are ranges. Time and memory are linear in the text.
#pragma once

#include <string>
#include <vector>

#include "lang/diagnostics/sink.h"
#include "lang/syntax/ast.h"

namespace smcost::ast {

// A file with more errors than this is not read further.
inline constexpr size_t kMaxErrors = 1'000;

struct Item {
  uint32_t begin = 0;
  uint32_t end = 0;
  // An error was reported for it: it is not parsed.
  bool is_bad = false;
};

struct Layout {
  std::string text;
  std::vector<Item> items;
  std::vector<Comment> comments;
  bool has_errors = false;
  // There were too many errors, and the rest of the text was left.
  bool is_cut = false;
  // Where the errors of the characters are, ascending.
  std::vector<uint32_t> error_offsets;
};

// Brackets that match nothing, in Layout::text between the two halves of the pass.
inline constexpr char kUnclosed = '\x01';
inline constexpr char kUnmatched = '\x02';

// First half: checks bytes, blanks out comments, marks brackets without a partner.
// False when there were too many errors to go on.
bool readCharacters(std::string_view text, source::FileId file, diagnostics::Sink& sink, Layout& layout);

// Says that the text is not read from `offset` on.
void reportTooMany(size_t offset, source::FileId file, diagnostics::Sink& sink, Layout& layout);

// Both halves.
Layout layOut(std::string_view text, source::FileId file, diagnostics::Sink& sink);

}  // namespace smcost::ast
