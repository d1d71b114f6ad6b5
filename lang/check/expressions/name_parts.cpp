#include "lang/check/expressions/name_parts.h"

#include <algorithm>

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// Takes the parts off a dotted name, from its first on.
class Parts {
 public:
  // The last `size` bytes of what stands there.
  Parts(Span at, std::string_view text, size_t size) : rest_(text.substr(text.size() - size)), at_(at.file), begin_(at.end - static_cast<uint32_t>(size)) {}

  bool isEmpty() const { return rest_.empty(); }
  std::string_view next() const { return rest_.substr(0, rest_.find('.')); }
  Span place() const { return {at_, begin_, begin_ + static_cast<uint32_t>(next().size())}; }
  // All that is left.
  std::string_view rest() const { return rest_; }
  Span restPlace() const { return {at_, begin_, begin_ + static_cast<uint32_t>(rest_.size())}; }
  void take() {
    const size_t length = std::min(next().size() + 1, rest_.size());
    rest_.remove_prefix(length);
    begin_ += static_cast<uint32_t>(length);
  }

 private:
  std::string_view rest_;
  source::FileId at_;
  uint32_t begin_;
};

// The option that a parameter of this name takes, of a workload or option; null: it takes none.
const Decl* optionOf(Expressions& cx, const Scope& scope, NodeId name) {
  const ast::File& file = scope.module->tree;
  // The type stands right behind the name.
  for (uint32_t i = name.value + 1; i < file.nodes.size(); ++i) {
    if (file.nodes[i].kind != NodeKind::type) continue;
    const Decl* decl = find(cx, scope, Space::type, cx.text(file, {i}));
    return decl && decl->kind == DeclKind::option ? decl : nullptr;
  }
  return nullptr;
}

// Options inside of a parameter, and the facts of a SKU.
void noteBehind(Expressions& cx, const Scope& scope, NodeId parameter, Parts parts) {
  const Decl* option = parts.isEmpty() ? nullptr : optionOf(cx, scope, parameter);
  while (option) {
    const ast::File& file = option->scope->module->tree;
    const NodeId own = parameterNamed(file, cx.sources, option->node, parts.next());
    if (!own) return;
    cx.options.mentions->note(parts.place(), SymbolKind::parameter, file, own);
    parts.take();
    option = parts.isEmpty() ? nullptr : optionOf(cx, *option->scope, own);
  }
  if (!parts.isEmpty()) noteFact(cx, parts.restPlace(), parts.rest());
}

}  // namespace

void noteFact(Expressions& cx, Span at, std::string_view name) {
  if (!cx.options.mentions || !cx.program.facts.find(name)) return;
  if (cx.sources.text(at).ends_with(name)) at.begin = at.end - static_cast<uint32_t>(name.size());
  cx.options.mentions->noteSpelled(at, SymbolKind::fact, name);
}

void noteKey(Expressions& cx, Span at, std::string_view text) {
  if (!cx.options.mentions || isSku(cx, text, at)) return;
  for (uint32_t set = 0; set < cx.words.size(); ++set) {
    const std::vector<std::string>& words = cx.words[set].words;
    if (std::find(words.begin(), words.end(), text) != words.end()) return cx.options.mentions->noteWord(at, cx, set, text);
  }
}

void noteLocal(Expressions& cx, const Env& env, NodeId path) {
  if (!cx.options.mentions) return;
  const ast::File& file = env.file();
  const std::string_view text = cx.text(file, path);
  Parts parts(file.span(path), text, text.size());
  const NodeId declared = localNamed(file, cx.sources, path, parts.next());
  // What a query knows of a SKU.
  if (!declared) return noteFact(cx, parts.place(), parts.next());
  cx.options.mentions->note(parts.place(), SymbolKind::parameter, file, declared);
  parts.take();
  noteBehind(cx, *env.scope, declared, parts);
}

const Decl* workloadOf(Expressions& cx, const Decl& statement) {
  const Scope& scope = statement.phrase ? *statement.phrase : *statement.scope;
  const ast::File& file = scope.module->tree;
  const Children parts(file, statement.node);
  const NodeId head = file.kind(parts[0]) == NodeKind::name && parts.size() > 1 ? parts[1] : parts[0];
  const Decl* decl = find(cx, scope, Space::head, cx.text(file, head));
  return decl && decl->kind == DeclKind::workload ? decl : nullptr;
}

void notePartsOf(Expressions& cx, const Decl& workload, Span at, std::string_view part) {
  if (!cx.options.mentions || part.empty()) return;
  const ast::File& file = workload.scope->module->tree;
  Parts parts(at, cx.sources.text(at), part.size());
  if (const NodeId own = parameterNamed(file, cx.sources, workload.node, parts.next())) {
    cx.options.mentions->note(parts.place(), SymbolKind::parameter, file, own);
    parts.take();
    return noteBehind(cx, *workload.scope, own, parts);
  }
  if (const NodeId line = lineNamed(file, cx.sources, workload.node, parts.rest())) cx.options.mentions->note(parts.restPlace(), SymbolKind::line, file, line);
}

void noteStatement(Expressions& cx, const Env& env, Span at, const Decl& statement, std::string_view part) {
  if (!cx.options.mentions) return;
  Span name = at;
  if (!part.empty()) name.end -= static_cast<uint32_t>(part.size()) + 1;
  noteFound(cx, *env.scope, Space::value, name, statement);
  if (part.empty()) return;
  if (const Decl* workload = workloadOf(cx, statement)) return notePartsOf(cx, *workload, at, part);
  // The line of `meter compute(…)` is called as the meter is.
  const ast::File& file = statement.scope->module->tree;
  for (const NodeId use : Children(file, statement.node)) {
    if (file.kind(use) != NodeKind::meter_use) continue;
    const Decl* meter = find(cx, *statement.scope, Space::meter, cx.text(file, Children(file, use)[0]));
    if (meter && meter->name == part) cx.options.mentions->note({at.file, at.end - static_cast<uint32_t>(part.size()), at.end}, *meter);
  }
}

}  // namespace smcost::check
