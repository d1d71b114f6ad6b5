// text -> ast::File. The only PEGTL in the house is behind these functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/sink.h"
#include "lang/syntax/ast.h"

namespace smcost::ast {

// A whole file. Errors go to the sink with the place of the furthest failure; parsing
// goes on at the next item, so that one run reports all errors. Always returns a tree:
// an item that does not read is left out and `has_errors` set.
File parseFile(const source::SourceManager& sources, source::FileId file, diagnostics::Sink& sink);

// The text of a REPL: like a file, but an item that reads as an expression to its end asks
// for its value (`ask`) and is no mistake.
File parseInput(const source::SourceManager& sources, source::FileId file, diagnostics::Sink& sink);

// One value as `-p name=value` gives it: an expression, all of it. `items` has the one
// expression, or nothing when it does not read.
File parseValue(const source::SourceManager& sources, source::FileId file, diagnostics::Sink& sink);

// Words that begin a declaration, `use`, `expect`, …: what a misspelt first word may mean.
std::vector<std::string_view> declarationWords();

// The tree as indented text, for `--emit=ast`: one node a line, kind, line:column range, and a leaf's text.
std::string print(const File& file, const source::SourceManager& sources);

// Faults of the grammar itself (endless loops), counted by PEGTL's analysis; a test wants 0.
size_t analyzeGrammar();

inline constexpr size_t kMaxFileBytes = size_t{64} << 20;
inline constexpr size_t kMaxDepth = 200;
inline constexpr size_t kMaxDigits = 20'000;

}  // namespace smcost::ast
