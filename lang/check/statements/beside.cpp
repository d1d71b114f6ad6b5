#include "lang/check/statements/beside.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lang/program/module_names.h"

namespace smcost::check {

std::string moduleOf(const Decl& decl) {
  constexpr std::string_view kEnding = ".smcost";
  std::string name = decl.scope->module->name;
  if (name.ends_with(kEnding)) name.resize(name.size() - kEnding.size());
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

namespace {

// Calls `found(key, decl)` for each name of the module that is known there.
template <class Found>
void eachOfModule(const Scope& scope, std::string_view module, Found found) {
  for (const auto& [key, decl] : scope.names) {
    if (program::isOfModule(moduleOf(*decl), module)) found(key, decl);
  }
}

}  // namespace

std::optional<Scope> scopeBeside(const Statements& cx, const Scope& body, std::string_view module, const Scope* statement) {
  Scope beside;
  beside.parent = &body;
  beside.module = body.module;
  beside.file = body.file;
  // By their own names, whatever the file that uses them calls them.
  const auto add = [&](const Scope& scope) {
    eachOfModule(scope, module, [&](const std::string& key, const Decl* decl) {
      beside.names.try_emplace(keyOf(static_cast<Space>(key[0]), decl->name), decl);
    });
  };
  for (const Scope* at = statement; at; at = at->parent) add(*at);
  if (!statement) {
    for (const Scope& scope : cx.scopes) add(scope);
  }
  return beside.names.empty() ? std::nullopt : std::optional(std::move(beside));
}

std::string patternBeside(const Scope& statement, std::string_view module) {
  std::set<const Scope*> files;
  for (const Scope* at = &statement; at; at = at->parent) {
    eachOfModule(*at, module, [&](const std::string&, const Decl* decl) { files.insert(decl->scope); });
  }
  std::string pattern = ":";
  for (const Scope* file : files) pattern += fmt::format("{};", fmt::ptr(file));
  return pattern;
}

}  // namespace smcost::check
