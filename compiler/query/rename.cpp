#include "compiler/query/rename.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/query/rename_proof.h"
#include "compiler/query/unexplained.h"

namespace smcost::query {

using source::Span;

namespace {

// None: it is none that can be renamed.
std::optional<std::string> whyNot(const Symbol& symbol) {
  switch (symbol.kind) {
    case SymbolKind::module:
    case SymbolKind::file: return "a file is called what it is called where it lies; `as NAME` behind it gives it a name";
    default: break;
  }
  if (symbol.is_library) return fmt::format("`{}` is {} of the library", symbol.name, check::symbolKindName(symbol.kind));
  return std::nullopt;
}

// Where a text of the user's does not read; none: nowhere.
std::optional<Span> unread(const session::Session& session) {
  for (const check::Module& module : session.modules()) {
    if (module.is_library || !module.tree.has_errors) continue;
    for (const diagnostics::Diagnostic& one : session.sink().all()) {
      if (one.span.file == module.tree.source) return one.span;
    }
    return Span{module.tree.source, 0, 0};
  }
  return std::nullopt;
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// What the grammar makes of it is for the proof to say.
bool looksLikeName(SymbolKind kind, std::string_view name) {
  const bool is_code = kind == SymbolKind::sku || kind == SymbolKind::region || kind == SymbolKind::edition;
  if (name.empty() || !isLetter(name.front()) || name.back() == '-' || name.back() == '.') return false;
  return std::all_of(name.begin(), name.end(), [&](char c) { return isLetter(c) || isDigit(c) || c == '-' || (is_code && c == '.'); });
}

}  // namespace

std::variant<Span, Refusal> prepareRename(const session::Session&, const Names& names, source::FileId file, uint32_t offset) {
  const Occurrence* found = names.occurrenceAt(file, offset);
  if (!found) return Refusal{"nothing is named here", {file, offset, offset}};
  if (auto why = whyNot(names.symbol(found->symbol))) return Refusal{std::move(*why), found->at};
  return found->at;
}

std::variant<std::vector<TextEdit>, Refusal> rename(const session::Session& session, const Names& names, SymbolId id, std::string_view new_name) {
  const Symbol& symbol = names.symbol(id);
  if (auto why = whyNot(symbol)) return Refusal{std::move(*why), symbol.declared};
  if (!looksLikeName(symbol.kind, new_name)) return Refusal{fmt::format("`{}` is no name", new_name), symbol.declared};
  std::vector<TextEdit> edits;
  if (new_name == symbol.name) return edits;
  if (const auto at = unread(session)) return Refusal{"what does not read may name it too", *at};
  for (const Span at : unexplained(session, names)) {
    if (session.sources().text(at) == symbol.name) return Refusal{fmt::format("nobody can say whether `{}` means it here: no check reads this", symbol.name), at};
  }
  for (const Span at : names.references(id, true)) {
    if (session.sources().text(at) != symbol.name) return Refusal{fmt::format("here it is called `{}`", session.sources().text(at)), at};
    edits.push_back({at, std::string(new_name)});
  }
  if (auto refusal = disprove(session, names, edits)) return std::move(*refusal);
  return edits;
}

}  // namespace smcost::query
