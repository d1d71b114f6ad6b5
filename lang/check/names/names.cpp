#include "lang/check/names/names.h"

#include <fmt/format.h>

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

Decl* Scope::find(Space space, std::string_view name) const {
  std::string key;
  key.reserve(name.size() + 1);
  key += static_cast<char>(space);
  key += name;
  for (const Scope* at = this; at; at = at->parent) {
    if (auto found = at->names.find(key); found != at->names.end()) return found->second;
  }
  return nullptr;
}

Decl* declare(Names& cx, Scope& scope, Space space, Decl decl) {
  std::string key = static_cast<char>(space) + decl.name;
  if (auto found = scope.names.find(key); found != scope.names.end() && found->second->scope == &scope) {
    cx.sink->report(decl.span, kinds::duplicate_name, decl.name).label(found->second->span, "first defined here");
    return nullptr;
  }
  decl.scope = &scope;
  cx.decls.push_back(std::move(decl));
  scope.names[key] = &cx.decls.back();
  return &cx.decls.back();
}

Decl* findNamed(Names& cx, const Scope& scope, Space space, NodeId node, const diagnostics::Kind<diagnostics::Text>& kind) {
  const ast::File& file = scope.module->tree;
  std::string_view name = cx.text(file, node);
  if (Decl* decl = scope.find(space, name)) return decl;
  auto& diagnostic = cx.sink->report(file.span(node), kind, name);
  if (!diagnostic.takes_suggestions) return nullptr;
  std::vector<std::string> known;
  for (const Scope* at = &scope; at; at = at->parent) {
    for (const auto& [key, decl] : at->names) {
      if (key[0] == static_cast<char>(space)) known.push_back(key.substr(1));
    }
  }
  suggest(diagnostic, file.span(node), name, known);
  return nullptr;
}

std::pair<Decl*, std::string_view> statementIn(const Scope& scope, std::string_view path) {
  for (size_t cut = path.size(); cut != std::string_view::npos && cut > 0; cut = path.rfind('.', cut - 1)) {
    Decl* decl = scope.find(Space::value, path.substr(0, cut));
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
