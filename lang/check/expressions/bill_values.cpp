#include "lang/check/expressions/bill_values.h"
#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::NodeId;
using ast::NodeKind;

Value billValue(Expressions& cx, const Env& env, program::BillRef ref, Span at) {
  if (!env.bill_allowed || !env.row) {
    cx.sink->report(at, kinds::bill_value_here, cx.sources.text(at));
    return {};
  }
  const DimensionId money = cx.money();
  cx.wants_bill_ = true;
  uint32_t column = env.row->add({}, std::string(cx.sources.text(at)), money);
  env.row->bill_refs.emplace_back(column, std::move(ref));
  Value value{Number{money, cx.pool().param(column, money)}, at};
  value.from_bill = true;
  return value;
}

Value payableValue(Expressions& cx, const Env& env, Span at) {
  if (env.scope->file != program::IncludedFile::kNone) {
    cx.sink->report(at, kinds::payable_of_a_part, cx.program.included[env.scope->file].name)
        .hint("a check that says `payable` itself is judged in the bill of that file by itself");
    return {};
  }
  program::BillRef ref;
  ref.is_payable = true;
  return billValue(cx, env, std::move(ref), at);
}

Value ownedValue(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  ast::Children parts(file, node);
  const Span at = file.span(node);
  Value value = billValue(cx, env, {}, at);
  if (value.isError()) return value;
  if (cx.options.mentions) cx.options.mentions->noteSpelled(file.span(parts[0]), SymbolKind::tag, cx.text(file, parts[0]));
  env.row->bill_refs.back().second.owned = cx.statement_arguments->ownedBy(env.scope->file, cx.text(file, parts[0]), unquoted(cx.text(file, parts[1])), at);
  return value;
}

bool namesPayable(Expressions& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  for (uint32_t i = file.node(node).first; i <= node.value; ++i) {
    if (file.nodes[i].kind == NodeKind::path && cx.text(file, {i}) == kPayable && !find(cx, scope, Space::value, kPayable)) return true;
  }
  return false;
}

}  // namespace smcost::check
