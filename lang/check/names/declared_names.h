// The names that a file declares, as its tree says it.
#pragma once

#include <functional>
#include <optional>

#include "lang/check/names/symbols.h"

namespace smcost::check {

struct DeclaredName {
  SymbolKind kind;
  ast::NodeId name;
};

// In no order. `all` false: only those that the whole bill knows by their spelling, see isSpelled.
void eachDeclared(const ast::File& file, bool all, const std::function<void(const DeclaredName&)>& found);

// Is it known by its spelling to all files of a bill: a SKU, a region, a unit, …?
bool isSpelled(SymbolKind kind);
// The name of the declaration that a name is a part of, and what that declares; none: it is the file's own.
std::optional<DeclaredName> ownerOf(const ast::File& file, ast::NodeId name);

// What `name` means at a node of a function or body: its parameter, or the `let` before it. None: neither.
ast::NodeId localNamed(const ast::File& file, const source::SourceManager& sources, ast::NodeId at, std::string_view name);
// The parameter of a workload or option, its label where it has one, or the line of its body, by their names; none: it has none.
ast::NodeId parameterNamed(const ast::File& file, const source::SourceManager& sources, ast::NodeId declaration, std::string_view name);
ast::NodeId labelOf(const ast::File& file, ast::NodeId parameter);
ast::NodeId lineNamed(const ast::File& file, const source::SourceManager& sources, ast::NodeId declaration, std::string_view name);

}  // namespace smcost::check
