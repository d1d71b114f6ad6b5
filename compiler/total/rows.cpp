#include "compiler/total/rows.h"

#include <utility>

namespace smcost::total {

using program::ExprId;
using program::Op;

namespace {

constexpr uint32_t kNoOperand = UINT32_MAX;

}  // namespace

RowWriter::RowWriter(const program::ExprPool& from, const program::Shape& shape, Function& to) : from_(from), shape_(shape), to_(to) {
  for (const ExprId id : program::evaluationOrder(from, shape)) {
    Node node{id, {kNoOperand, kNoOperand, kNoOperand}};
    const ExprId operands[3] = {from[id].a, from[id].b, from[id].c};
    for (int i = 0; i < 3; ++i) {
      if (operands[i]) node.operands[i] = place_.at(operands[i].value);
    }
    place_.emplace(id.value, static_cast<uint32_t>(order_.size()));
    order_.push_back(node);
  }
  written_.resize(order_.size());
}

RowWriter::Written RowWriter::writeNode(const Node& node, const std::vector<ExprId>& cells, program::StatementId statement) {
  const program::Expr& expr = from_[node.id];
  Written operands[3];
  bool can_fail = false;
  for (int i = 0; i < 3; ++i) {
    if (node.operands[i] != kNoOperand) operands[i] = written_[node.operands[i]];
    can_fail = can_fail || operands[i].can_fail;
  }
  const auto& [a, b, c] = operands;
  switch (expr.op) {
    case Op::constant: return {to_.pool.constant(from_.constantValue(node.id), units::kNoDimension)};
    case Op::param: return {cells[expr.payload]};
    case Op::retag: return a;
    case Op::round: return {to_.pool.round(a.id, b.id, expr.mode), can_fail};
    default: break;
  }
  const ExprId id = to_.pool.make(expr.op, units::kNoDimension, a.id, b.id, c.id);
  if (to_.pool.isConstant(id)) return {id};
  const bool divides = to_.pool[id].op == Op::div && expr.op == Op::div;
  if (divides && (!to_.pool.isConstant(b.id) || to_.pool.constantValue(b.id) == 0)) {
    program::Site site = shape_.sites.empty() ? program::Site{} : shape_.sites[program::siteOfDivision(shape_, node.id)];
    site.node = id;
    to_.addSite(std::move(site), statement);
    can_fail = true;
  }
  return {id, can_fail};
}

std::vector<ExprId> RowWriter::write(const std::vector<ExprId>& cells, program::StatementId statement) {
  for (size_t i = 0; i < order_.size(); ++i) written_[i] = writeNode(order_[i], cells, statement);
  for (const program::Requirement& requirement : shape_.requirements) {
    to_.require(written(requirement.condition).id, shape_.sites[requirement.site], statement);
  }
  std::vector<ExprId> outputs;
  for (const ExprId output : shape_.outputs) {
    const Written& one = written(output);
    outputs.push_back(one.id);
    // True, once it is known: so that it fails here, and not where somebody reads it.
    if (one.can_fail) to_.require(to_.pool.make(Op::le, units::kNoDimension, one.id, one.id), {}, statement);
  }
  return outputs;
}

}  // namespace smcost::total
