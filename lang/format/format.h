// ast::File -> the same file in the one canonical style. Knows no options.
#pragma once

#include <string>

#include "lang/syntax/ast.h"

namespace smcost::format {

// What a line should not be longer than. What cannot be broken may be.
inline constexpr size_t kLineWidth = 100;

// The text of a file without errors, laid out anew: the same tokens and comments in the
// same order, with other blanks and line ends. Linear in the text.
std::string format(const source::SourceManager& sources, const ast::File& file);

// Do both say the same: equal trees (kinds, flags, texts of leaves), and equal comments?
// Places do not matter, nor do blanks within a leaf.
bool equal(const ast::File& a, std::string_view text_a, const ast::File& b, std::string_view text_b);

// Does `text` read, and say the same as the file? If what `format` made does not, the fault
// is ours: whoever overwrites a file asks here first.
bool saysTheSame(const source::SourceManager& sources, const ast::File& file, const std::string& text);

}  // namespace smcost::format
