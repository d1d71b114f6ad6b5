#include "compiler/questions/joined_function.h"

namespace smcost::questions {

using program::ExprId;
using program::Op;

namespace {

std::vector<ExprId> paramsOf(total::Function& function) {
  std::vector<ExprId> params;
  for (uint32_t i = 0; i < function.shape.params.size(); ++i) params.push_back(function.pool.param(i, units::kNoDimension));
  return params;
}

// Whether all guards of a piece hold.
ExprId holds(const Piece& piece, total::Function& to) {
  const total::Function& guards = piece.function.guards;
  ExprId all = to.pool.constant(1, units::kNoDimension);
  const ExprId no = to.pool.constant(0, units::kNoDimension);
  for (const ExprId guard : total::RowWriter(guards.pool, guards.shape, to).write(paramsOf(to), {})) {
    all = to.pool.make(Op::select, units::kNoDimension, guard, all, no);
  }
  return all;
}

bool canFail(const Piece& piece) { return !piece.function.guards.shape.sites.empty(); }

// That nobody answers a point twice, and that somebody does.
bool requireHolding(const Piece* piece, const std::vector<std::unique_ptr<Piece>>& earlier, JoinedFunction& joined) {
  total::Function& to = joined.function;
  if (piece && canFail(*piece)) return false;
  for (const auto& one : earlier) {
    if (canFail(*one)) return false;
    to.require(to.pool.make(Op::not_, units::kNoDimension, holds(*one, to)), {}, {});
  }
  joined.taken = static_cast<uint32_t>(to.shape.sites.size());
  to.require(piece ? holds(*piece, to) : to.pool.constant(0, units::kNoDimension), {}, {});
  joined.others = static_cast<uint32_t>(to.shape.sites.size());
  return true;
}

}  // namespace

std::optional<JoinedFunction> join(const Piece* piece, size_t figures, const std::vector<std::unique_ptr<Piece>>& earlier) {
  JoinedFunction joined;
  total::Function& to = joined.function;
  to.shape.name = "figures";
  to.shape.params = (piece ? *piece : *earlier.front()).function.figures.shape.params;
  if (!requireHolding(piece, earlier, joined)) return std::nullopt;
  if (piece && piece->refused.empty()) {
    const total::Function& answers = piece->function.figures;
    to.shape.outputs = total::RowWriter(answers.pool, answers.shape, to).write(paramsOf(to), {});
    return joined;
  }
  to.shape.outputs.assign(figures, to.pool.constant(0, units::kNoDimension));
  if (piece) to.require(to.pool.constant(0, units::kNoDimension), {program::Site::Kind::requirement, {}, piece->refused, {}}, {});
  return joined;
}

}  // namespace smcost::questions
