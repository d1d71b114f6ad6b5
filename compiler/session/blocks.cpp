// `test` and `rejects` blocks: each is checked and billed by itself, so that nothing in
// one can touch the file's bill or another block's.

#include <fmt/format.h>

#include <charconv>

#include "compiler/session/state.h"

namespace smcost::session {

namespace kinds = diagnostics::kinds;
using ast::NodeId;
using ast::NodeKind;

namespace {

void runBlock(Session::State& state, NodeId block, bool evaluate, diagnostics::Sink& sink) {
  check::Options options = state.check_options;
  options.block = block;
  std::deque<Month> months = checkMonths(state, options, sink);
  if (sink.hasErrors() || !evaluate) return;
  if (!rateMonths(state, months, sink) || sink.hasErrors()) return;
  evaluateChecks(state, months, sink);
}

unsigned codeOf(Session::State& state, const ast::File& file, NodeId block) {
  unsigned number = 0;
  for (NodeId part : ast::Children(file, block)) {
    if (file.kind(part) != NodeKind::code) continue;
    std::string_view text = state.sources.text(file.span(part));
    if (text.starts_with("SMC")) std::from_chars(text.data() + 3, text.data() + text.size(), number);
  }
  return number;
}

// Passes when the block gives the error it says, and says what came instead.
bool runRejects(Session::State& state, NodeId block, bool evaluate) {
  const ast::File& file = *state.mainTree();
  unsigned expected = codeOf(state, file, block);
  // Codes from 4000 on appear only when the block is billed.
  if (!evaluate && expected >= 4000) return true;
  diagnostics::Sink sink;
  runBlock(state, block, evaluate, sink);
  std::string seen;
  for (const auto& diagnostic : sink.all()) {
    if (diagnostic.kind->number == expected) return true;
    if (!seen.empty()) seen += ", ";
    seen += fmt::format("SMC{}: {}", diagnostic.kind->number, diagnostic.message);
  }
  std::string what = seen.empty() ? "nothing was wrong" : "it said " + seen;
  state.sink.report(file.span(block), kinds::rejects_accepted, expected, what);
  return false;
}

}  // namespace

void runBlocks(Session::State& state, bool evaluate) {
  const ast::File* file = state.mainTree();
  if (!file) return;
  for (NodeId item : file->items) {
    bool passed = true;
    if (file->kind(item) == NodeKind::rejects_decl) {
      passed = runRejects(state, item, evaluate);
    } else if (file->kind(item) == NodeKind::test_decl) {
      diagnostics::Sink sink;
      runBlock(state, item, evaluate, sink);
      passed = !sink.hasErrors();
      state.sink.append(std::move(sink));
    } else {
      continue;
    }
    ++(passed ? state.blocks.passed : state.blocks.failed);
  }
}

}  // namespace smcost::session
