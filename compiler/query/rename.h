// Renaming, proved: afterwards every name means what it meant, the spec says what it said and comes to what it came to.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/query/names.h"
#include "compiler/query/text_edit.h"

namespace smcost::query {

// Why it is not done, and where that shows; none: nowhere.
struct Refusal {
  std::string why;
  source::Span at;
};

// The name at a place, to be changed.
std::variant<source::Span, Refusal> prepareRename(const session::Session& session, const Names& names, source::FileId file, uint32_t offset);

// The edits of all files, in order of files and text; all of them or none. The spec is evaluated before and after them, in memory, the
// scenarios and blocks of its file too; files are read as the session reads them.
std::variant<std::vector<TextEdit>, Refusal> rename(const session::Session& session, const Names& names, SymbolId symbol, std::string_view new_name);

}  // namespace smcost::query
