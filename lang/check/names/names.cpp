#include "lang/check/names/names.h"

#include <fmt/format.h>

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

std::string keyOf(Space space, std::string_view name) {
  std::string key;
  key.reserve(name.size() + 1);
  key += static_cast<char>(space);
  key += name;
  return key;
}

namespace {

const Decl* findIn(const NameTable& names, const std::string& key) {
  const auto found = names.find(key);
  return found == names.end() ? nullptr : found->second;
}

const NameTable* statementsOf(const Names& cx, const Scope& scope) {
  if (cx.statement_names.empty()) return nullptr;
  const auto found = cx.statement_names.find(&scope);
  return found == cx.statement_names.end() ? nullptr : &found->second;
}

// Of the scope itself, statements first: a name of one's own stands in place of one that is used.
const Decl* findKey(const Names& cx, const Scope& scope, Space space, const std::string& key) {
  const NameTable* statements = space == Space::value ? statementsOf(cx, scope) : nullptr;
  if (const Decl* statement = statements ? findIn(*statements, key) : nullptr) return statement;
  return findIn(scope.names, key);
}

// Null, with its error reported, when the scope has one of its own already.
Decl* add(Names& cx, const Scope& scope, Space space, NameTable& names, Decl decl) {
  const auto [place, is_new] = names.try_emplace(keyOf(space, decl.name));
  // Names of statements have a table of their own, and share the space of values.
  const Decl* first = is_new && &names != &scope.names ? findIn(scope.names, place->first) : place->second;
  if (first && first->scope == &scope) {
    cx.sink->report(decl.span, kinds::duplicate_name, decl.name).label(first->span, "first defined here");
    if (is_new) names.erase(place);
    return nullptr;
  }
  decl.scope = &scope;
  Decl& kept = cx.decls.emplace_back(std::move(decl));
  place->second = &kept;
  return &kept;
}

}  // namespace

Decl* declare(Names& cx, Scope& scope, Space space, Decl decl) { return add(cx, scope, space, scope.names, std::move(decl)); }

Decl* declareStatementName(Names& cx, const Scope& scope, Decl decl) {
  return add(cx, scope, Space::value, cx.statement_names[&scope], std::move(decl));
}

const Decl* find(const Names& cx, const Scope& scope, Space space, std::string_view name) {
  const std::string key = keyOf(space, name);
  for (const Scope* at = &scope; at; at = at->parent) {
    if (const Decl* found = findKey(cx, *at, space, key)) return found;
  }
  return nullptr;
}

const Decl* findOwn(const Names& cx, const Scope& scope, Space space, std::string_view name) {
  return findKey(cx, scope, space, keyOf(space, name));
}

std::vector<std::string> namesIn(const Names& cx, const Scope& scope, Space space) {
  std::vector<std::string> known;
  const auto add = [&](const NameTable& names) {
    for (const auto& [key, decl] : names) {
      if (key[0] == static_cast<char>(space)) known.push_back(key.substr(1));
    }
  };
  for (const Scope* at = &scope; at; at = at->parent) {
    add(at->names);
    if (const NameTable* statements = statementsOf(cx, *at)) add(*statements);
  }
  return known;
}

const Decl* findAt(const Names& cx, const Scope& scope, Space space, NodeId path) {
  const ast::File& file = scope.module->tree;
  const Decl* decl = find(cx, scope, space, cx.text(file, path));
  if (decl) noteFound(cx, scope, space, file.span(path), *decl);
  return decl;
}

void writeFound(const Names& cx, const Scope& scope, Space space, Span at, const Decl& decl) {
  const std::string_view text = cx.sources.text(at);
  size_t begin = 0;
  for (size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', begin)) {
    // An included file, the whole of a part of a statement, or how a used file is called here.
    const std::string_view before = text.substr(0, dot);
    const Span part{at.file, at.begin + static_cast<uint32_t>(begin), at.begin + static_cast<uint32_t>(dot)};
    const Decl* outer = space == Space::value ? find(cx, scope, space, before) : nullptr;
    const bool is_whole = outer && (outer->kind == DeclKind::file || (outer->kind == DeclKind::statement && decl.kind == DeclKind::statement));
    if (is_whole) cx.options.mentions->note(part, *outer);
    else cx.options.mentions->noteAlias(part, *scope.module, before);
    begin = dot + 1;
  }
  cx.options.mentions->note({at.file, at.begin + static_cast<uint32_t>(begin), at.end}, decl);
}

bool isRegion(const Names& cx, std::string_view name, Span at) {
  const bool is_known = cx.regions.has(name);
  if (is_known && cx.options.mentions) cx.options.mentions->noteSpelled(at, SymbolKind::region, name);
  return is_known;
}

bool isSku(const Names& cx, std::string_view name, Span at) {
  const bool is_known = cx.skus.has(name);
  if (is_known && cx.options.mentions) cx.options.mentions->noteSpelled(at, SymbolKind::sku, name);
  return is_known;
}

const Decl* findNamed(Names& cx, const Scope& scope, Space space, NodeId node, const diagnostics::Kind<diagnostics::Text>& kind) {
  const ast::File& file = scope.module->tree;
  std::string_view name = cx.text(file, node);
  if (const Decl* decl = findAt(cx, scope, space, node)) return decl;
  auto& diagnostic = cx.sink->report(file.span(node), kind, name);
  if (!diagnostic.takes_suggestions) return nullptr;
  suggest(diagnostic, file.span(node), name, namesIn(cx, scope, space));
  return nullptr;
}

std::pair<const Decl*, std::string_view> statementIn(const Names& cx, const Scope& scope, std::string_view path) {
  for (size_t cut = path.size(); cut != std::string_view::npos && cut > 0; cut = path.rfind('.', cut - 1)) {
    const Decl* decl = find(cx, scope, Space::value, path.substr(0, cut));
    if (!decl || decl->kind != DeclKind::statement) continue;
    return {decl, cut == path.size() ? std::string_view{} : path.substr(cut + 1)};
  }
  return {nullptr, {}};
}

bool reportsDropped(Names& cx, const Decl& decl, Span at) {
  if (decl.dropped.isNone()) return false;
  cx.sink->report(at, kinds::dropped_statement, *cx.options.scenario, cx.sources.text(decl.dropped))
      .label(decl.dropped, "dropped here")
      .hint("what the file computes from a statement needs it: drop what uses it too, or set its parameters");
  return true;
}

std::string unquoted(std::string_view text) { return std::string(text.substr(1, text.size() - 2)); }

}  // namespace smcost::check
