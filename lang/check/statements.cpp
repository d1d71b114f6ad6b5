// Statements: each gets its id in the order of the text, and is bound when its turn
// comes or when another asks for one of its arguments.

#include <fmt/format.h>

#include "lang/check/context.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

using State = Context::PendingStatement::State;

std::vector<std::string> visibleHeads(const Scope& scope) {
  std::vector<std::string> heads;
  for (const Scope* at = &scope; at; at = at->parent) {
    for (const auto& [key, decl] : at->names) {
      if (key[0] == static_cast<char>(Space::head)) heads.push_back(key.substr(1));
    }
  }
  return heads;
}

void reportUnknownHead(Context& cx, const Scope& scope, Span at, std::string_view head) {
  if (scope.find(Space::value, head)) {
    cx.sink->report(at, kinds::expression_is_no_statement)
        .hint(fmt::format("`{}` is a value; bind what is computed with `let name = {} …`", head, head));
    return;
  }
  auto& diagnostic = cx.sink->report(at, kinds::unknown_head, head);
  std::vector<std::string> heads = visibleHeads(scope);
  suggest(diagnostic, at, head, heads);
  if (heads.empty()) diagnostic.hint("no library is in use; begin the file with `use NAME`");
}

void bindStatement(Context& cx, const Scope& scope, NodeId node, program::StatementId id) {
  const ast::File& file = scope.module->tree;
  Row row;
  StatementTime time;
  Env env;
  env.scope = &scope;
  env.row = &row;
  env.time = &time;
  Children parts(file, node);
  size_t at = file.kind(parts[0]) == NodeKind::name ? 1 : 0;
  if (file.kind(parts[at]) == NodeKind::meter_use) return addRawUsage(cx, env, parts[at], row, id);
  std::string_view head = cx.text(file, parts[at]);
  Decl* decl = scope.find(Space::head, head);
  if (!decl) return reportUnknownHead(cx, scope, file.span(parts[at]), head);
  const Workload& workload = cx.workloads[decl->index];
  size_t errors = cx.sink->errorCount();
  std::vector<Argument> arguments = bindPhrase(cx, env, workload, parts.begin() + at + 1, parts.end());
  // A phrase that did not bind would only report what follows from it.
  if (cx.sink->errorCount() > errors) return;
  Locals locals;
  if (!inferArguments(cx, env, workload, arguments, file.span(node), locals)) return;
  addUsageRow(cx, env, workload, locals, row, id);
}

}  // namespace

void declareStatement(Context& cx, Scope& scope, NodeId node, const std::string& prefix, Scope* main) {
  const ast::File& file = scope.module->tree;
  program::StatementId id{static_cast<uint32_t>(cx.program.statements.size())};
  program::Statement statement;
  statement.span = file.span(node);
  Children parts(file, node);
  bool named = file.kind(parts[0]) == NodeKind::name;
  NodeId head = parts[named ? 1 : 0];
  bool raw = file.kind(head) == NodeKind::meter_use;
  statement.head = cx.program.names.intern(raw ? std::string_view("meter") : cx.text(file, head));
  if (named) {
    std::string name(cx.text(file, parts[0]));
    Decl decl{DeclKind::statement, name, node, file.span(parts[0])};
    decl.index = id.value;
    if (Decl* kept = declare(cx, scope, Space::value, std::move(decl)); kept && main) {
      main->names.try_emplace(static_cast<char>(Space::value) + prefix + name, kept);
    }
    statement.name = cx.program.names.intern(prefix + name);
  } else {
    statement.ordinal = ++cx.head_ordinals[statement.head.value];
  }
  cx.program.statements.push_back(statement);
  cx.pending.push_back({&scope, node, State::waiting});
}

void ensureStatement(Context& cx, program::StatementId id) {
  auto& pending = cx.pending[id.value];
  if (pending.state == State::bound) return;
  if (pending.state == State::binding) {
    std::string name = program::statementName(cx.program, id);
    cx.sink->report(cx.program.statements[id.value].span, kinds::definition_cycle, name, name);
    return;
  }
  pending.state = State::binding;
  const Scope* scope = pending.scope;
  bindStatement(cx, *scope, pending.node, id);
  cx.pending[id.value].state = State::bound;
}

}  // namespace smcost::check
