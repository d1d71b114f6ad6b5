// The reference evaluator: rational arithmetic over one row. It is the oracle of the
// JIT, the overflow path, the constant folder of the checker and the trace behind `explain`.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "lang/program/expr.h"

namespace smcost::program {

// A value of more bits than this fails the row: no spec can exhaust memory.
inline constexpr size_t kMaxBits = size_t{1} << 20;
// Reserved site numbers behind every shape's own sites.
inline constexpr uint32_t kTooLargeSite = UINT32_MAX;

// Evaluates a shape's rows one after another, reusing its frame. Not thread-safe.
class Evaluator {
 public:
  Evaluator(const ExprPool& pool, const Shape& shape);

  // 0 when the row is sound, else site + 1 (or kTooLargeSite). Outputs are valid until the next row.
  uint32_t run(std::span<const base::Rational> params);
  const base::Rational& output(size_t i) const;
  // The value of any node of the shape after `run`, none if the node was not reached (an
  // arm not taken); for the trace.
  const base::Rational* valueOf(ExprId id) const;

 private:
  uint32_t evaluate(uint32_t slot);

  const ExprPool& pool_;
  const Shape& shape_;
  std::vector<ExprId> order_;                 // the shape's nodes, operands first
  std::unordered_map<uint32_t, uint32_t> slots_;  // expr id -> index in order_
  std::vector<base::Rational> values_;
  std::vector<uint32_t> state_;               // per slot: generation when computed
  std::vector<uint32_t> failures_;            // per slot: its failure in this generation
  uint32_t generation_ = 0;
  std::span<const base::Rational> params_;
};

// One expression without params.
std::optional<base::Rational> foldConstant(const ExprPool& pool, ExprId id);

}  // namespace smcost::program
