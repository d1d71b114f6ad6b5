#include "compiler/session/mentions.h"

#include <algorithm>
#include <map>

#include "compiler/session/state.h"

namespace smcost::session {

using ast::NodeKind;

namespace {

// A file as the one that is asked for, the last of `modules`: as it is written, in each of its scenarios, and its blocks.
void checkFile(const Session::State& state, const check::Modules& modules, check::Mentions& mentions) {
  mentions.goOnWith(modules);
  const ast::File& file = modules.back().tree;
  check::Options options = state.check_options;
  options.mentions = &mentions;
  // What stands in the text is read.
  options.params.clear();
  options.variables.clear();
  options.scenario.reset();
  diagnostics::Sink unheard;
  const auto declared = check::declare(state.sources, modules, state.library ? state.library->declarations : nullptr, options, unheard);
  const std::vector<std::string> billed = check::billedMonths(state.sources, file, options);
  if (!billed.empty()) options.month = billed.front();
  check::check(declared, options, unheard);
  for (const std::string& name : check::scenarioNames(state.sources, file)) {
    options.scenario = name;
    check::check(declared, options, unheard);
  }
  options.scenario.reset();
  for (const ast::NodeId item : file.items) {
    if (file.kind(item) != NodeKind::test_decl && file.kind(item) != NodeKind::rejects_decl) continue;
    options.block = item;
    check::check(declared, options, unheard);
  }
}

// Has a file what only a check of it by itself reads?
bool hasOwnMatters(const ast::File& file) {
  return std::any_of(file.items.begin(), file.items.end(), [&](const ast::NodeId item) {
    const NodeKind kind = file.kind(item);
    return kind == NodeKind::scenario_decl || kind == NodeKind::test_decl || kind == NodeKind::rejects_decl || kind == NodeKind::question_decl;
  });
}

// A copy of a module and all that it uses, on top of the library.
check::Modules byItself(const check::Modules& all, size_t module) {
  const size_t first = all.firstOwn();
  std::vector<bool> wanted(module + 1, false);
  wanted[module] = true;
  for (size_t i = module + 1; i-- > first;) {
    if (!wanted[i]) continue;
    for (const size_t import : all[i].imports) {
      if (import < i) wanted[import] = true;
    }
  }
  check::Modules own(all.below());
  std::map<size_t, size_t> places;
  for (size_t i = first; i <= module; ++i) {
    if (!wanted[i]) continue;
    places[i] = own.size();
    own.push_back(all[i]);
    for (size_t& import : own.owned().back().imports) {
      if (import >= first) import = import < i ? places.at(import) : SIZE_MAX;
    }
  }
  return own;
}

}  // namespace

check::Mentions mentionsOf(Session& session) {
  Session::State& state = session.state();
  check::Mentions mentions(state.sources, state.modules);
  if (!state.mainTree() || !state.is_checked) return mentions;
  return guarded(state, [&] {
    checkFile(state, state.modules, mentions);
    for (size_t i = state.modules.firstOwn(); i + 1 < state.modules.size(); ++i) {
      const check::Module& module = state.modules[i];
      if (!module.is_library && hasOwnMatters(module.tree)) checkFile(state, byItself(state.modules, i), mentions);
    }
    mentions.goOnWith(state.modules);
    mentions.noteTrees();
    return std::move(mentions);
  });
}

}  // namespace smcost::session
