#include <algorithm>

#include "compiler/files/files.h"
#include "compiler/lsp/features.h"
#include "compiler/query/folding.h"
#include "compiler/query/names.h"
#include "compiler/query/outline.h"
#include "compiler/query/rename.h"
#include "compiler/query/tokens.h"
#include "compiler/workspace/spec_files.h"

namespace smcost::lsp {

namespace {

// More specs than a project has; beyond that a rename is refused, since it could not be whole.
constexpr size_t kMostSpecs = 2000;
constexpr size_t kMostSymbols = 500;

// A name in a document, with the spec that it was found in.
struct Named {
  Document document;
  query::Names names;
  std::optional<query::SymbolId> symbol;
};

Named namedAt(State& state, const Json& params) {
  Document document = documentOf(state, params);
  query::Names names(document.snapshot->session());
  const auto offset = static_cast<uint32_t>(document.offsetAt(member(params, "position")));
  const std::optional<query::SymbolId> symbol = names.symbolAt(document.file, offset);
  return {std::move(document), std::move(names), symbol};
}

// The specs that may name what is declared in a file of the user's: those that are open, and those of the folders whose texts have the word.
std::vector<std::string> specsWith(State& state, const std::string& word, bool& is_cut) {
  std::vector<std::string> specs;
  for (const auto& [path, document] : state.workspace.documents()) specs.push_back(path);
  for (const std::string& root : state.roots) {
    const workspace::SpecFiles found = workspace::specsBelow(root, kMostSpecs);
    is_cut = is_cut || found.is_cut;
    for (const std::string& path : found.paths) {
      const std::string key = workspace::Workspace::pathOf(path);
      if (std::find(specs.begin(), specs.end(), key) == specs.end()) specs.push_back(key);
    }
  }
  std::erase_if(specs, [&](const std::string& path) {
    if (const auto open = state.workspace.document(path)) return open->text.find(word) == std::string::npos;
    const files::ReadResult read = files::readRegular(path, size_t{64} << 20);
    return !read.text || read.text->find(word) == std::string::npos;
  });
  return specs;
}

// Calls `step(snapshot, names, symbol)` for each spec in which the symbol has a place, beginning with the one that it was found in.
template <class Step>
void forEachSpec(State& state, Named& named, bool& is_cut, Step step) {
  workspace::Snapshot& own = *named.document.snapshot;
  step(own, named.names, *named.symbol);
  const query::Symbol& symbol = named.names.symbol(*named.symbol);
  if (symbol.is_library || symbol.declared.isNone()) return;
  const std::optional<std::string> declared_in = own.pathOf(symbol.declared.file);
  if (!declared_in) return;
  for (const std::string& path : specsWith(state, symbol.name, is_cut)) {
    if (path == own.path()) continue;
    const workspace::SharedSnapshot snapshot = state.workspace.snapshot(path);
    const std::optional<source::FileId> file = snapshot->fileAt(*declared_in);
    if (!file) continue;
    query::Names names(snapshot->session());
    if (const auto same = names.symbolAt(*file, symbol.declared.begin)) step(*snapshot, names, *same);
  }
}

// Numbers of the protocol's SymbolKind.
int kindOf(query::OutlineKind kind) {
  using Kind = query::OutlineKind;
  switch (kind) {
    case Kind::statement: return 19;                       // Object
    case Kind::let:
    case Kind::param: return 13;                           // Variable
    case Kind::fn: return 12;                              // Function
    case Kind::workload:
    case Kind::option: return 5;                           // Class
    case Kind::parameter: return 7;                        // Property
    case Kind::line:
    case Kind::meter:
    case Kind::entry: return 8;                            // Field
    case Kind::words: return 10;                           // Enum
    case Kind::word: return 22;                            // EnumMember
    case Kind::scenario: return 3;                         // Namespace
    case Kind::file: return 2;                             // Module
    case Kind::test:
    case Kind::rejects:
    case Kind::question:
    case Kind::check: return 24;                           // Event
    case Kind::unit:
    case Kind::dimension: return 26;                       // TypeParameter
    default: return 14;                                    // Constant
  }
}

Json symbolOf(const query::OutlineItem& one, Ranges& ranges) {
  Json symbol = {{"name", one.name.empty() ? "?" : one.name}, {"kind", kindOf(one.kind)}, {"range", ranges.range(one.span)}, {"selectionRange", ranges.range(one.name_span)}};
  if (!one.detail.empty()) symbol["detail"] = one.detail;
  for (const query::OutlineItem& child : one.children) symbol["children"].push_back(symbolOf(child, ranges));
  return symbol;
}

bool holds(std::string_view name, std::string_view query) {
  const auto isSame = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)); };
  return query.empty() || std::search(name.begin(), name.end(), query.begin(), query.end(), isSame) != name.end();
}

Failure refused(Ranges& ranges, const query::Refusal& refusal) {
  std::string text = refusal.why;
  if (!refusal.at.isNone()) {
    if (const auto place = ranges.location(refusal.at)) {
      text += " (" + place->at("uri").get<std::string>() + ":" + std::to_string(place->at("range")["start"]["line"].get<int>() + 1) + ")";
    }
  }
  return {Failure::kRequestFailed, std::move(text)};
}

}  // namespace

Json definition(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  const query::Names names(document.snapshot->session());
  const auto found = names.definition(document.file, static_cast<uint32_t>(document.offsetAt(member(params, "position"))));
  if (!found) return nullptr;
  Ranges ranges(state, *document.snapshot);
  const auto place = ranges.location(*found);
  return place ? *place : Json();
}

Json references(State& state, const Json& params) {
  Named named = namedAt(state, params);
  Json found = Json::array();
  if (!named.symbol) return found;
  const bool with_declaration = isTrueAt(params, {"context", "includeDeclaration"});
  bool is_cut = false;
  forEachSpec(state, named, is_cut, [&](workspace::Snapshot& snapshot, const query::Names& names, query::SymbolId symbol) {
    Ranges ranges(state, snapshot);
    for (const source::Span& at : names.references(symbol, with_declaration)) {
      const auto place = ranges.location(at);
      // A file that several specs use has its places once.
      if (place && std::find(found.begin(), found.end(), *place) == found.end()) found.push_back(*place);
    }
  });
  return found;
}

Json documentHighlight(State& state, const Json& params) {
  const Named named = namedAt(state, params);
  Json found = Json::array();
  if (!named.symbol) return found;
  Ranges ranges(state, *named.document.snapshot);
  for (const query::Occurrence& one : named.names.ofFile(named.document.file)) {
    if (one.symbol == *named.symbol) found.push_back({{"range", ranges.range(one.at)}, {"kind", one.is_declaration ? 3 : 2}});
  }
  return found;
}

Json prepareRename(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  const query::Names names(document.snapshot->session());
  const auto offset = static_cast<uint32_t>(document.offsetAt(member(params, "position")));
  Ranges ranges(state, *document.snapshot);
  const auto found = query::prepareRename(document.snapshot->session(), names, document.file, offset);
  if (const auto* refusal = std::get_if<query::Refusal>(&found)) throw refused(ranges, *refusal);
  const source::Span at = std::get<source::Span>(found);
  return {{"range", ranges.range(at)}, {"placeholder", std::string(document.snapshot->session().sources().text(at))}};
}

Json rename(State& state, const Json& params) {
  Named named = namedAt(state, params);
  if (!named.symbol) throw Failure{Failure::kRequestFailed, "nothing is named here"};
  const std::string name = textAt(params, "newName");
  Json by_file = Json::object();
  bool is_cut = false;
  // In each spec the whole is proved; together they have each place once.
  forEachSpec(state, named, is_cut, [&](workspace::Snapshot& snapshot, const query::Names& names, query::SymbolId symbol) {
    Ranges ranges(state, snapshot);
    const auto found = query::rename(snapshot.session(), names, symbol, name);
    if (const auto* refusal = std::get_if<query::Refusal>(&found)) throw refused(ranges, *refusal);
    for (const query::TextEdit& edit : std::get<std::vector<query::TextEdit>>(found)) {
      const auto uri = ranges.uri(edit.at.file);
      if (!uri) throw Failure{Failure::kRequestFailed, "a file of the library names it"};
      Json& edits = by_file[*uri];
      Json one = {{"range", ranges.range(edit.at)}, {"newText", edit.text}};
      if (edits.is_null()) edits = Json::array();
      if (std::find(edits.begin(), edits.end(), one) == edits.end()) edits.push_back(std::move(one));
    }
  });
  if (is_cut) throw Failure{Failure::kRequestFailed, "the folders have more files than are looked through: some may name it too"};
  return {{"changes", std::move(by_file)}};
}

Json documentSymbol(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  Ranges ranges(state, *document.snapshot);
  session::Session& session = document.snapshot->session();
  Json found = Json::array();
  for (const query::OutlineItem& one : query::outline(session.tree(), session.sources())) found.push_back(symbolOf(one, ranges));
  return found;
}

Json workspaceSymbol(State& state, const Json& params) {
  const std::string wanted = textAt(params, "query");
  Json found = Json::array();
  bool is_cut = false;
  for (const std::string& path : specsWith(state, "", is_cut)) {
    const workspace::SharedSnapshot snapshot = state.workspace.snapshot(path);
    Ranges ranges(state, *snapshot);
    session::Session& session = snapshot->session();
    for (const query::OutlineItem& one : query::outline(session.tree(), session.sources())) {
      if (found.size() == kMostSymbols) return found;
      const auto place = holds(one.name, wanted) ? ranges.location(one.name_span) : std::nullopt;
      if (place) found.push_back({{"name", one.name}, {"kind", kindOf(one.kind)}, {"location", *place}});
    }
  }
  return found;
}

Json foldingRange(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  session::Session& session = document.snapshot->session();
  Json found = Json::array();
  for (const query::Fold& fold : query::folds(session.tree(), session.sources())) {
    Json one = {{"startLine", fold.begin_line - 1}, {"endLine", fold.end_line - 1}};
    if (fold.kind != query::Fold::Kind::region) one["kind"] = fold.kind == query::Fold::Kind::comment ? "comment" : "imports";
    found.push_back(std::move(one));
  }
  return found;
}

Json semanticTokens(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  session::Session& session = document.snapshot->session();
  const query::Names names(session);
  Json data = Json::array();
  Position before;
  for (const query::Token& token : query::tokens(session.tree(), session.sources(), &names)) {
    const Position begin = document.positions.of(token.at.begin), end = document.positions.of(token.at.end);
    if (begin.line != end.line) continue;
    data.push_back(begin.line - before.line);
    data.push_back(begin.line == before.line ? begin.character - before.character : begin.character);
    data.push_back(end.character - begin.character);
    data.push_back(static_cast<int>(token.kind));
    data.push_back(static_cast<int>(token.modifiers));
    before = begin;
  }
  return {{"data", std::move(data)}};
}

Json semanticTokensLegend() {
  Json types = Json::array(), modifiers = Json::array();
  for (size_t i = 0; i < query::kTokenClasses; ++i) types.push_back(query::tokenClassName(static_cast<query::TokenClass>(i)));
  for (size_t i = 0; i < query::kTokenModifiers; ++i) modifiers.push_back(query::tokenModifierName(i));
  return {{"tokenTypes", std::move(types)}, {"tokenModifiers", std::move(modifiers)}};
}

}  // namespace smcost::lsp
