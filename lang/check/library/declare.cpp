// Names first: every module's scope, then what its declarations say, so that the order
// of declarations in a file never matters.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

struct NamedKind {
  NodeKind node;
  DeclKind decl;
  Space space;
};

constexpr NamedKind kNamed[] = {
    {NodeKind::let_decl, DeclKind::let, Space::value},
    {NodeKind::param_decl, DeclKind::param, Space::value},
    {NodeKind::fn_decl, DeclKind::fn, Space::value},
    {NodeKind::days_decl, DeclKind::days, Space::value},
    {NodeKind::workload_decl, DeclKind::workload, Space::head},
    {NodeKind::option_decl, DeclKind::option, Space::type},
    {NodeKind::words_decl, DeclKind::words, Space::type},
    {NodeKind::meter_decl, DeclKind::meter, Space::meter},
    {NodeKind::source_decl, DeclKind::source, Space::source},
    {NodeKind::allowance_decl, DeclKind::allowance, Space::allowance},
    {NodeKind::plan_decl, DeclKind::plan, Space::plan},
};

// `words`, `skus`, `regions`, `edition`: lists of names without a meaning of their own.
void declareLists(Library& cx, const ast::File& file, NodeId item, Decl* decl) {
  Children parts(file, item);
  switch (file.kind(item)) {
    case NodeKind::words_decl: {
      WordsSet set;
      set.name = decl->name;
      for (size_t i = 1; i < parts.size(); ++i) {
        set.words.emplace_back(cx.text(file, parts[i]));
        addKey(cx, set.words.back());
      }
      decl->index = static_cast<uint32_t>(cx.words.size());
      cx.words.push_back(std::move(set));
      break;
    }
    case NodeKind::skus_decl:
      for (NodeId part : parts) {
        cx.skus.add(cx.text(file, part));
        cx.program.facts.skus.push_back(addKey(cx, cx.text(file, part)));
      }
      break;
    case NodeKind::regions_decl:
      for (NodeId part : parts) {
        const NodeId name = file.kind(part) == NodeKind::region_row ? Children(file, part)[0] : part;
        if (cx.text(file, name) == kEverywhere) {
          cx.sink->report(file.span(name), kinds::region_called_everywhere);
          continue;
        }
        cx.regions.add(cx.text(file, name));
      }
      break;
    case NodeKind::edition_decl: {
      program::Edition edition;
      edition.name = std::string(cx.text(file, parts[0]));
      if (parts.size() > 1) {
        std::string_view title = cx.text(file, parts[1]);
        edition.title = std::string(title.substr(1, title.size() - 2));
      }
      cx.program.editions.push_back(std::move(edition));
      break;
    }
    default: break;
  }
}

void declareNames(Library& cx, Scope& scope) {
  const ast::File& file = scope.module->tree;
  for (NodeId item : file.items) {
    Decl* decl = nullptr;
    for (const NamedKind& named : kNamed) {
      if (file.kind(item) != named.node) continue;
      NodeId name = Children(file, item)[0];
      Decl fresh{named.decl, std::string(cx.text(file, name)), item, file.span(name)};
      decl = declare(cx, scope, named.space, std::move(fresh));
    }
    NodeKind kind = file.kind(item);
    bool is_list = kind == NodeKind::words_decl || kind == NodeKind::skus_decl || kind == NodeKind::regions_decl ||
                   kind == NodeKind::edition_decl;
    if (is_list && (decl || kind != NodeKind::words_decl)) declareLists(cx, file, item, decl);
    if (kind == NodeKind::price_list_decl) noteListCurrency(cx, file, item);
  }
}

// What a used module knows is known here too, under its alias if it has one.
void importNames(Library& cx, Scope& scope, const Scope& used, const ModuleRef& ref) {
  struct Clash {
    std::string name;
    const Decl *first, *second;
  };
  std::vector<Clash> clashes;
  for (const auto& [key, decl] : used.names) {
    std::string own = ref.alias.empty() ? key : fmt::format("{}{}.{}", key[0], ref.alias, key.substr(1));
    auto [at, is_new] = scope.names.try_emplace(own, decl);
    if (!is_new && at->second != decl) clashes.push_back({own.substr(1), at->second, decl});
  }
  // The table has no order; what is told has that of the text.
  std::sort(clashes.begin(), clashes.end(), [](const Clash& a, const Clash& b) { return a.second->span < b.second->span; });
  for (const Clash& clash : clashes) {
    cx.sink->report(ref.span, kinds::duplicate_name, clash.name)
        .label(clash.first->span, "also defined here")
        .label(clash.second->span, "and here")
        .hint(fmt::format("use one of them under another name: `use {} as other`", ref.path));
  }
}

}  // namespace

void declareModules(Library& cx, const Modules& modules, size_t first) {
  for (size_t at = first; at < modules.size(); ++at) {
    const Module& module = modules[at];
    Scope& scope = cx.scopes.emplace_back();
    scope.module = &module;
    for (size_t i = 0; i < module.imports.size(); ++i) {
      if (module.imports[i] >= at) continue;  // a cycle, reported when the files were loaded
      ModuleRef ref = i < module.refs.size() ? module.refs[i] : ModuleRef{};
      if (!ref.is_include) importNames(cx, scope, cx.scopes[module.imports[i]], ref);
    }
    declareNames(cx, scope);
    declareDimensionsAndUnits(cx, module, scope);
    cx.main = &scope;
  }
}

// Stores for all workloads, options and meters, so that declarations may name each other.
void numberDeclarations(Library& cx) {
  for (Decl& decl : cx.decls.owned()) {
    switch (decl.kind) {
      case DeclKind::workload:
        decl.index = static_cast<uint32_t>(cx.workloads.size());
        cx.workloads.emplace_back();
        break;
      case DeclKind::option:
        decl.index = static_cast<uint32_t>(cx.option_types.size());
        cx.option_types.emplace_back();
        break;
      case DeclKind::meter:
        decl.index = static_cast<uint32_t>(cx.meters.size());
        cx.meters.emplace_back();
        cx.program.meters.emplace_back();
        break;
      case DeclKind::allowance:
        decl.index = static_cast<uint32_t>(cx.program.allowances.size());
        cx.program.allowances.emplace_back();
        break;
      case DeclKind::plan:
        decl.index = static_cast<uint32_t>(cx.program.plans.size());
        cx.program.plans.emplace_back().meter = {static_cast<uint32_t>(cx.meters.size())};
        cx.meters.emplace_back();
        cx.program.meters.emplace_back();
        break;
      default: break;
    }
  }
}

}  // namespace smcost::check
