#include "lang/check/values/variables.h"

#include <algorithm>

#include "lang/check/values/substitution.h"

namespace smcost::check {

using program::Op;

namespace {

bool isTruth(const program::Expr& node) { return node.op == Op::lt || node.op == Op::le || node.op == Op::eq || node.op == Op::not_; }

// Over the variables alone: all other columns are what the row's cells are.
ExprId overVariables(Values& cx, const Row& row, ExprId expr) {
  Substitution substitution(
      cx,
      [&](ExprId id) -> std::optional<ExprId> {
        const program::Expr node = cx.pool()[id];
        if (!row.has(node)) return std::nullopt;
        const auto varied = std::find_if(row.varied.begin(), row.varied.end(), [&](const auto& one) { return one.first == node.payload; });
        if (varied != row.varied.end()) return cx.pool().param(varied->second, node.dimension);
        return cx.pool().constant(cx.program.cells.value(row.cells[node.payload]), node.dimension);
      },
      [](ExprId) -> const program::Site* { return nullptr; });
  return substitution.of(expr);
}

}  // namespace

void assume(Values& cx, const Row& row, ExprId holds) {
  if (row.varied.empty()) return;
  const ExprId guard = overVariables(cx, row, holds);
  if (cx.pool().isConstant(guard)) return;
  if (cx.guarded.insert(guard.value).second) cx.program.variables.guards.push_back(guard);
}

void assumeEqual(Values& cx, const Row& row, ExprId expr, const base::Rational& value) {
  if (row.varied.empty()) return;
  const program::Expr node = cx.pool()[expr];
  if (isTruth(node)) return assume(cx, row, value != 0 ? expr : cx.pool().make(Op::not_, units::kNoDimension, expr));
  assume(cx, row, cx.pool().make(Op::eq, units::kNoDimension, expr, cx.pool().constant(value, node.dimension)));
}

void noteVaried(const Row& row, uint32_t table, uint32_t at, std::vector<program::VariedCell>& cells) {
  for (const auto& [column, variable] : row.varied) cells.push_back({table, column, at, variable});
}

}  // namespace smcost::check
