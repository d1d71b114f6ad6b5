// The check as this room sees it: files, what is asked for, and the names declared. Each room above has a struct that goes
// on from the one below, so that a room cannot ask for what is none of its business.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/check/names/codes.h"
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
  const source::SourceManager& sources;
  const Options& options;
  Sink* sink;

  std::deque<Decl> decls{};
  std::deque<Scope> scopes{};
  std::deque<WordsSet> words{};
  Scope* main = nullptr;                                       // of the file itself
  Codes skus{}, regions{};                                     // of regions the first is the usual one

  std::string_view text(const ast::File& file, ast::NodeId node) const { return sources.text(file.span(node)); }
};

// Of a price, in place of a region: it holds in each.
inline constexpr std::string_view kEverywhere = "everywhere";

// Null with its error reported, when the scope has another of the name.
Decl* declare(Names& cx, Scope& scope, Space space, Decl decl);
// The declaration that a path means; null with its error reported.
Decl* findNamed(Names& cx, const Scope& scope, Space space, ast::NodeId path, const diagnostics::Kind<diagnostics::Text>& kind);
// The statement that a dotted name begins with, the longest that fits, and what is behind it.
std::pair<Decl*, std::string_view> statementIn(const Scope& scope, std::string_view path);
// False when the statement is there; else that is reported where it is named.
bool reportsDropped(Names& cx, const Decl& decl, Span at);
// The inside of a text literal.
std::string unquoted(std::string_view text);

}  // namespace smcost::check
