#include "lang/check/values/substitution.h"

namespace smcost::check {

using program::Op;

ExprId Substitution::of(ExprId root) {
  if (!root) return root;
  std::vector<ExprId> open = {root};
  while (!open.empty()) {
    const ExprId id = open.back();
    if (known_.count(id.value)) {
      open.pop_back();
      continue;
    }
    if (const std::optional<ExprId> other = replace_(id)) {
      known_.try_emplace(id.value, *other);
      open.pop_back();
      continue;
    }
    const program::Expr node = cx_.pool()[id];
    const size_t before = open.size();
    for (const ExprId operand : {node.a, node.b, node.c}) {
      if (operand && !known_.count(operand.value)) open.push_back(operand);
    }
    if (open.size() > before) continue;
    known_.try_emplace(id.value, rebuilt(id));
    open.pop_back();
  }
  return known_.at(root.value);
}

ExprId Substitution::rebuilt(ExprId id) {
  const program::Expr node = cx_.pool()[id];
  if (node.op == Op::constant || node.op == Op::param) return id;
  ExprId operands[] = {node.a, node.b, node.c};
  bool is_same = true;
  for (ExprId& operand : operands) {
    if (!operand) continue;
    const ExprId other = known_.at(operand.value);
    if (!other) return {};
    is_same = is_same && other == operand;
    operand = other;
  }
  if (is_same) return id;
  const auto& [a, b, c] = operands;
  const ExprId made = node.op == Op::round ? cx_.pool().round(a, b, node.mode) : cx_.pool().make(node.op, node.dimension, a, b, c);
  if (const program::Site* known = node.op == Op::div ? site_of_(id) : nullptr) {
    program::Site moved = *known;
    moved.node = made;
    cx_.divisions.add(made.value, std::move(moved));
  }
  return made;
}

ExprId replaced(Values& cx, const std::unordered_map<uint32_t, ExprId>& others, ExprId expr) {
  Substitution substitution(
      cx,
      [&](ExprId id) -> std::optional<ExprId> {
        const auto other = others.find(id.value);
        return other == others.end() ? std::nullopt : std::optional(other->second);
      },
      [&](ExprId id) { return cx.divisions.find(id.value); });
  return substitution.of(expr);
}

}  // namespace smcost::check
