#include "compiler/session/engines.h"

#include <vector>

#include "compiler/jit/jit_engine.h"
#include "compiler/reference/compare_engine.h"
#include "compiler/reference/reference_engine.h"
#include "lang/base/check.h"
#include "runtime/engine.h"

namespace smcost::session {

namespace {

std::unique_ptr<runtime::Engine> integers(jit::Compile compile, jit::Listing* listing = nullptr) {
  jit::Options options;
  options.compile = compile;
  options.listing = listing;
  return jit::makeEngine(options, reference::makeEngine());
}

}  // namespace

std::unique_ptr<runtime::Engine> makeEngine(EngineKind kind, jit::Listing* listing) {
  if (listing != nullptr && kind != EngineKind::both) kind = EngineKind::jit;
  switch (kind) {
    case EngineKind::automatic: return integers(jit::Compile::when_worth_it);
    case EngineKind::jit: return integers(jit::Compile::always, listing);
    case EngineKind::interpreter: return integers(jit::Compile::never);
    case EngineKind::reference: return reference::makeEngine();
    case EngineKind::both: {
      std::vector<reference::NamedEngine> engines;
      engines.push_back({"jit", integers(jit::Compile::always, listing)});
      engines.push_back({"interpreter", integers(jit::Compile::never)});
      engines.push_back({"reference", reference::makeEngine()});
      return std::make_unique<reference::CompareEngine>(std::move(engines));
    }
  }
  SMCOST_CHECK(false, "a kind of engine");
  return nullptr;
}

}  // namespace smcost::session
