// What the names of a checked spec mean: where each is declared, and all places that name it. Offsets are bytes.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "compiler/session/session.h"
#include "lang/check/names/mentions.h"

namespace smcost::query {

using check::Symbol;
using check::SymbolId;
using check::SymbolKind;
using Occurrence = check::Mention;

// Made once for a state of the texts, by checking them again; the session outlives it and is not asked again.
class Names {
 public:
  // Of a session that is checked; with errors in it names are known as far as the check came.
  explicit Names(session::Session& session);

  // Of the user's files, in order of files and text.
  std::span<const Occurrence> all() const { return all_; }
  std::span<const Occurrence> ofFile(source::FileId file) const;
  const Symbol& symbol(SymbolId id) const { return symbols_[id.value]; }

  // Null: nothing there is named. A place between two names is the one's that begins there.
  const Occurrence* occurrenceAt(source::FileId file, uint32_t offset) const;
  std::optional<SymbolId> symbolAt(source::FileId file, uint32_t offset) const;
  // Where it is declared, also in the library; an empty span at the begin of a file that is named. None: nowhere.
  std::optional<source::Span> definition(source::FileId file, uint32_t offset) const;
  // In order of files and text.
  std::vector<source::Span> references(SymbolId symbol, bool with_declaration) const;
  // Of the declarations, in the text that the session read.
  bool isLibrary(source::FileId file) const;

 private:
  std::vector<Occurrence> all_;
  std::vector<Symbol> symbols_;
  std::vector<uint32_t> own_files_;  // sorted
};

}  // namespace smcost::query
