#include "compiler/session/mentions.h"

#include "compiler/session/state.h"

namespace smcost::session {

using ast::NodeKind;

check::Mentions mentionsOf(Session& session) {
  Session::State& state = session.state();
  check::Mentions mentions(state.sources, state.modules);
  const ast::File* file = state.mainTree();
  if (!file || !state.is_checked) return mentions;
  return guarded(state, [&] {
    check::Options options = state.check_options;
    options.mentions = &mentions;
    options.params.clear();  // what stands in the text is read
    options.variables.clear();
    diagnostics::Sink unheard;
    const auto declared = check::declare(state.sources, state.modules, state.library ? state.library->declarations : nullptr, options, unheard);
    const std::vector<std::string> billed = check::billedMonths(state.sources, *file, options);
    if (!billed.empty()) options.month = billed.front();
    options.scenario.reset();
    check::check(declared, options, unheard);
    for (const std::string& name : check::scenarioNames(state.sources, *file)) {
      options.scenario = name;
      check::check(declared, options, unheard);
    }
    options.scenario.reset();
    for (const ast::NodeId item : file->items) {
      if (file->kind(item) != NodeKind::test_decl && file->kind(item) != NodeKind::rejects_decl) continue;
      options.block = item;
      check::check(declared, options, unheard);
    }
    mentions.noteTrees();
    return std::move(mentions);
  });
}

}  // namespace smcost::session
