// Writes down what each name of the user's files means, where a check finds it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/check/names/declared_names.h"
#include "lang/check/names/module.h"
#include "lang/check/names/symbols.h"

namespace smcost::check {

struct Names;

// Given to checks by Options::mentions, one after the other; what names mean in the library's own text is not written down.
class Mentions {
 public:
  // Sources and modules must outlive it. Knows what the trees declare.
  Mentions(const source::SourceManager& sources, const Modules& modules);

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
  bool isLibrary(source::FileId file) const;
  const Module* moduleOf(source::FileId file) const;

 private:
  bool isWanted(Span at) const;
  void put(Span at, SymbolId symbol, bool is_declaration);
  SymbolId symbolAt(SymbolKind kind, Span declared, std::string_view name);
  SymbolId symbolOf(SymbolKind kind, const ast::File& file, ast::NodeId declared);
  SymbolId spelled(SymbolKind kind, std::string_view name);
  SymbolId moduleSymbol(const Module& module);
  void noteNode(const Module& module, ast::NodeId node);

  const source::SourceManager& sources_;
  const Modules& modules_;
  std::unordered_map<uint32_t, const Module*> module_of_;   // by file
  std::vector<Symbol> symbols_;
  std::unordered_map<uint64_t, SymbolId> by_place_;         // where they are declared
  std::unordered_map<std::string, SymbolId> by_spelling_;   // of kinds that are known so
  std::unordered_map<std::string, Span> spelled_at_;        // where the first of such a name is declared
  std::unordered_map<uint32_t, const Decl*> words_sets_;    // by their number
  std::unordered_map<uint64_t, Mention> mentions_;          // by where they begin
};

}  // namespace smcost::check
