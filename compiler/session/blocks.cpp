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
    std::string_view digits = state.sources.text(file.span(ast::Children(file, part)[0]));
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
  }
  return number;
}

using Verdict = BlockOutcome::Verdict;

// Passes when the block gives the error it says, and says what came instead.
Verdict runRejects(Session::State& state, NodeId block, bool evaluate) {
  const ast::File& file = *state.mainTree();
  unsigned expected = codeOf(state, file, block);
  // Codes from 4000 on appear only when the block is billed.
  if (!evaluate && expected >= 4000) return Verdict::skipped;
  diagnostics::Sink sink;
  runBlock(state, block, evaluate, sink);
  std::string seen;
  for (const auto& diagnostic : sink.all()) {
    if (diagnostic.kind->number == expected) return Verdict::passed;
    if (!seen.empty()) seen += ", ";
    seen += fmt::format("SMC{}: {}", diagnostic.kind->number, diagnostic.message);
  }
  std::string what = seen.empty() ? "nothing was wrong" : "it said " + seen;
  state.sink.report(file.span(block), kinds::rejects_accepted, expected, what);
  return Verdict::failed;
}

Verdict runTest(Session::State& state, NodeId block, bool evaluate) {
  diagnostics::Sink sink;
  runBlock(state, block, evaluate, sink);
  Verdict verdict = sink.hasErrors() ? Verdict::failed : Verdict::passed;
  state.sink.append(std::move(sink));
  return verdict;
}

}  // namespace

void runBlocks(Session::State& state, bool evaluate) {
  const ast::File* file = state.mainTree();
  if (!file) return;
  for (NodeId item : file->items) {
    const bool is_rejects = file->kind(item) == NodeKind::rejects_decl;
    if (!is_rejects && file->kind(item) != NodeKind::test_decl) continue;
    std::vector<PhaseTime> took;
    BlockOutcome outcome;
    outcome.span = file->span(item);
    outcome.verdict = timed(took, "block", [&] {
      return is_rejects ? runRejects(state, item, evaluate) : runTest(state, item, evaluate);
    });
    outcome.milliseconds = took.front().milliseconds;
    state.blocks.push_back(outcome);
  }
}

}  // namespace smcost::session
