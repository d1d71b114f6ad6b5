// The check as this room sees it: files, what is asked for, and the names declared. Each room above has a struct that goes
// on from the one below, so that a room cannot ask for what is none of its business.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lang/base/layered.h"
#include "lang/check/names/codes.h"
#include "lang/check/names/mentions.h"
#include "lang/check/names/options.h"
#include "lang/check/names/scopes.h"
#include "lang/diagnostics/sink.h"
#include "lang/diagnostics/suggest.h"

namespace smcost::check {

using diagnostics::Sink;
using diagnostics::suggest;
using diagnostics::suggestCode;
namespace kinds = diagnostics::kinds;

struct Names {
  // Goes on from what was declared before, which is frozen and must outlive it; null: nothing was.
  Names(const source::SourceManager& sources_in, const Options& options_in, Sink* sink_in, const Names* below)
      : sources(sources_in), options(options_in), sink(sink_in) {
    if (!below) return;
    decls = base::LayeredDeque<Decl>(&below->decls);
    scopes = base::LayeredDeque<Scope>(&below->scopes);
    words = base::LayeredDeque<WordsSet>(&below->words);
    skus = Codes(&below->skus);
    regions = Codes(&below->regions);
    main = below->main;
  }

  const source::SourceManager& sources;
  const Options& options;
  Sink* sink;

  base::LayeredDeque<Decl> decls;
  base::LayeredDeque<Scope> scopes;
  base::LayeredDeque<WordsSet> words;
  const Scope* main = nullptr;                                 // of the file itself
  Codes skus, regions;                                         // of regions the first is the usual one
  std::unordered_map<const Scope*, NameTable> statement_names; // that are known in a file
  std::unordered_set<const Decl*> followed;                    // being evaluated: meeting one again is a cycle

  std::string_view text(const ast::File& file, ast::NodeId node) const { return sources.text(file.span(node)); }
};

// Of a price, in place of a region: it holds in each.
inline constexpr std::string_view kEverywhere = "everywhere";

// Null with its error reported, when the scope has another of the name.
Decl* declare(Names& cx, Scope& scope, Space space, Decl decl);
// The same of a statement.
Decl* declareStatementName(Names& cx, const Scope& scope, Decl decl);
// Null: the scope, and those around it, have none of the name.
const Decl* find(const Names& cx, const Scope& scope, Space space, std::string_view name);
// The same of the scope alone.
const Decl* findOwn(const Names& cx, const Scope& scope, Space space, std::string_view name);
// All names of a kind that are known there.
std::vector<std::string> namesIn(const Names& cx, const Scope& scope, Space space);
// The same of what a node of the scope's file says.
const Decl* findAt(const Names& cx, const Scope& scope, Space space, ast::NodeId path);
// A name was found to mean this: each of its parts is written down, if anybody asks what names mean.
void writeFound(const Names& cx, const Scope& scope, Space space, Span at, const Decl& decl);
inline void noteFound(const Names& cx, const Scope& scope, Space space, Span at, const Decl& decl) {
  if (cx.options.mentions) writeFound(cx, scope, space, at, decl);
}
// Is it a region, a SKU? Said at `at`.
bool isRegion(const Names& cx, std::string_view name, Span at);
bool isSku(const Names& cx, std::string_view name, Span at);
// The declaration that a path means; null with its error reported.
const Decl* findNamed(Names& cx, const Scope& scope, Space space, ast::NodeId path, const diagnostics::Kind<diagnostics::Text>& kind);
// The statement that a dotted name begins with, the longest that fits, and what is behind it.
std::pair<const Decl*, std::string_view> statementIn(const Names& cx, const Scope& scope, std::string_view path);
// False when the statement is there; else that is reported where it is named.
bool reportsDropped(Names& cx, const Decl& decl, Span at);
// Where a table of names has one.
std::string keyOf(Space space, std::string_view name);
// The inside of a text literal.
std::string unquoted(std::string_view text);

}  // namespace smcost::check
