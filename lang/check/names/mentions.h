// Writes down what each name of the user's files means, where a check finds it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/check/names/declared_names.h"
#include "lang/check/names/module.h"
#include "lang/check/names/symbols.h"

namespace smcost::check {

struct Names;

// Given to checks by Options::mentions, one after the other; what names mean in the library's own text is not written down.
class Mentions {
 public:
  // Sources and modules must outlive it. Knows what the trees of all files declare.
  Mentions(const source::SourceManager& sources, const Modules& modules);
  // The checks from here on are of these modules, which are some of the same files.
  void goOnWith(const Modules& modules) { modules_ = &modules; }

  // What is written at a place means this. What was said first of a place holds.
  void note(Span at, const Decl& decl);
  void note(Span at, SymbolKind kind, const ast::File& file, ast::NodeId declared);
  void noteSpelled(Span at, SymbolKind kind, std::string_view name);
  // A word of a set that the bill has under this number.
  void noteWord(Span at, const Names& cx, uint32_t set, std::string_view word);
  // `ours` of `ours.users`, or `a.b` of `a.b.users`: by which `as` it came into the module.
  void noteAlias(Span at, const Module& module, std::string_view path);
  // What needs no check to be known: units, dimensions, files, scenarios. When all checks are done.
  void noteTrees();

  // In order of the files and their text.
  std::vector<Mention> inOrder() const;
  const std::vector<Symbol>& symbols() const { return symbols_; }
  bool isLibrary(source::FileId file) const { return !own_files_.contains(file.value); }

 private:
  bool isWanted(Span at) const;
  void put(Span at, SymbolId symbol, bool is_declaration);
  SymbolId symbolAt(SymbolKind kind, Span declared, std::string_view name);
  SymbolId symbolOf(SymbolKind kind, const ast::File& file, ast::NodeId declared);
  SymbolId spelled(SymbolKind kind, std::string_view name);
  SymbolId moduleSymbol(const Module& module);
  void noteNode(const Module& module, ast::NodeId node);

  const source::SourceManager& sources_;
  const Modules* modules_;
  std::unordered_set<uint32_t> own_files_;                  // which are no library's
  std::vector<Symbol> symbols_;
  std::unordered_map<uint64_t, SymbolId> by_place_;         // where they are declared
  std::unordered_map<std::string, SymbolId> by_spelling_;   // of kinds that are known so
  std::unordered_map<std::string, Span> spelled_at_;        // where the first of such a name is declared
  std::unordered_map<uint64_t, Mention> mentions_;          // by where they begin
};

}  // namespace smcost::check
