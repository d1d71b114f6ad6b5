#include "lang/check/library/defaults.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::NodeKind;

namespace {

using Usuals = std::vector<Defaults::Usual>;

struct UsualNames {
  std::set<std::string> editions, regions;
};

// The first that a file declares itself; no name where it declares none.
Defaults::Usual firstOf(const Library& cx, const ast::File& file, NodeKind kind) {
  for (ast::NodeId item : file.items) {
    if (file.kind(item) != kind || ast::Children(file, item).size() == 0) continue;
    ast::NodeId first = ast::Children(file, item)[0];
    if (file.kind(first) == NodeKind::region_row) first = ast::Children(file, first)[0];
    const Span at = file.span(first);
    return {std::string(cx.sources.text(at)), at, {}};
  }
  return {};
}

void add(std::set<std::string>& names, const std::set<std::string>& others) { names.insert(others.begin(), others.end()); }

// Of a module that others use. `modules` are those before it.
UsualNames namesOf(const Library& cx, const Module& module, const std::vector<UsualNames>& modules) {
  UsualNames names;
  for (size_t import : module.imports) {
    if (import >= modules.size()) continue;  // a cycle, reported when the files were loaded
    add(names.editions, modules[import].editions);
    add(names.regions, modules[import].regions);
  }
  std::set<std::string> said;
  for (const ModuleRef& ref : module.refs) {
    if (module.is_library && !ref.edition.empty()) said.insert(ref.edition);
  }
  if (!said.empty()) names.editions = said;
  auto own = [&](std::set<std::string>& of_used, NodeKind kind) {
    if (!of_used.empty()) return;
    const std::string first = firstOf(cx, module.tree, kind).name;
    if (!first.empty()) of_used.insert(first);
  };
  own(names.editions, NodeKind::edition_decl);
  own(names.regions, NodeKind::regions_decl);
  return names;
}

bool areAlike(const Usuals& usual) {
  return std::all_of(usual.begin(), usual.end(), [&](const Defaults::Usual& one) { return one.name == usual.front().name; });
}

}  // namespace

Defaults defaultsOf(const Library& cx) {
  const Scope& main = *cx.main;
  std::vector<UsualNames> modules;
  for (const Scope& scope : cx.scopes) {
    if (&scope == &main) break;
    modules.push_back(namesOf(cx, *scope.module, modules));
  }
  const Module& module = *main.module;
  Defaults defaults;
  for (size_t i = 0; i < module.imports.size() && i < module.refs.size(); ++i) {
    if (module.imports[i] >= modules.size()) continue;
    const UsualNames& names = modules[module.imports[i]];
    const ModuleRef& ref = module.refs[i];
    const std::string use = ref.is_file ? fmt::format("use \"{}\"", ref.path) : "use " + ref.path;
    for (const std::string& name : names.editions) defaults.editions.push_back({name, ref.span, fmt::format("{} @ {}", use, name)});
    for (const std::string& name : names.regions) defaults.regions.push_back({name, ref.span, "region " + name});
  }
  auto own = [&](Usuals& of_used, NodeKind kind) {
    Defaults::Usual first = firstOf(cx, module.tree, kind);
    if (of_used.empty() && !first.name.empty()) of_used.push_back(std::move(first));
  };
  own(defaults.editions, NodeKind::edition_decl);
  own(defaults.regions, NodeKind::regions_decl);
  return defaults;
}

void reportSeveral(Library& cx, std::string_view what, const Usuals& usual) {
  if (usual.empty() || areAlike(usual)) return;
  std::map<std::string, std::string> ways;  // by name: the first in the alphabet, whatever the order of the text
  for (const Defaults::Usual& one : usual) {
    std::string& way = ways[one.name];
    if (way.empty() || one.way < way) way = one.way;
  }
  std::vector<std::string> names, texts;
  for (const auto& [name, way] : ways) {
    names.push_back(fmt::format("`{}`", name));
    texts.push_back(fmt::format("`{}`", way));
  }
  auto& diagnostic = cx.sink->report(usual.front().from, kinds::several_defaults, what, fmt::format("{}", fmt::join(names, " and ")));
  diagnostic.primary(fmt::format("brings `{}`", usual.front().name));
  for (size_t i = 1; i < usual.size(); ++i) diagnostic.label(usual[i].from, fmt::format("brings `{}`", usual[i].name));
  diagnostic.hint(fmt::format("say which one holds: {}", fmt::join(texts, " or ")));
}

}  // namespace smcost::check
