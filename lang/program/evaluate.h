// The reference evaluator: rational arithmetic over one row. It is the oracle of the
// JIT, the overflow path, the constant folder of the checker and the trace behind `explain`.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "lang/program/expr.h"

namespace smcost::program {

// A value of more bits than this fails the row, and so does a row whose values of more
// than kLargeBits sum up to more than kMaxRowBits: no spec can exhaust memory or time.
inline constexpr size_t kMaxBits = size_t{1} << 17;
inline constexpr size_t kLargeBits = size_t{1} << 11;
inline constexpr size_t kMaxRowBits = size_t{1} << 24;
// The failure of such a row, behind every shape's own sites.
inline constexpr uint32_t kTooLargeSite = UINT32_MAX;

// Evaluates a shape's rows one after another, reusing its frame. Not thread-safe.
class Evaluator {
 public:
  Evaluator(const ExprPool& pool, const Shape& shape);

  // 0 when the row is sound, else site + 1 (or kTooLargeSite). Outputs are valid until the
  // next row and as long as `params` lives.
  uint32_t run(std::span<const base::Rational> params);
  // From here on `params` are these columns of the row alone, those that the shape reads.
  std::vector<uint32_t> packColumns();
  const base::Rational& output(size_t i) const;
  // The value of any node of the shape after `run`, none if the node was not reached (an
  // arm not taken); for the trace.
  const base::Rational* valueOf(ExprId id) const;

 private:
  // A node with its operands as slots; kNoSlot where it has none.
  struct Step {
    Op op;
    base::RoundingMode mode;
    uint32_t a, b, c;
    uint32_t payload;  // the column of a param, the failure of a division
    const base::Rational* constant;
  };

  void startRow();
  uint32_t evaluate(uint32_t slot);
  // The next operand the node still waits for, or kNoSlot when it can be computed.
  uint32_t missingOperand(const Step& step) const;
  uint32_t compute(uint32_t slot);
  uint32_t checkSize(uint32_t slot);
  bool isDone(uint32_t slot) const { return done_[slot] == generation_; }
  // The node a reader of `slot` finds its value in: constants, params and renamed values are not copied.
  const base::Rational& read(uint32_t slot) const;

  std::vector<Step> steps_;                            // operands first
  std::unordered_map<uint32_t, uint32_t> slots_;       // expr id -> index in steps_
  std::vector<uint32_t> requirements_, outputs_;       // slots
  std::vector<uint32_t> requirement_failures_;
  std::vector<base::Rational> values_;
  std::vector<uint32_t> done_;                         // per slot: the row that computed it
  std::vector<uint32_t> large_;                        // slots whose memory is given back
  std::vector<uint32_t> stack_;
  size_t row_bits_ = 0;
  uint32_t generation_ = 0;
  std::span<const base::Rational> params_;
};

// The value of one expression, none when it needs a param, divides by zero or is too large.
std::optional<base::Rational> foldConstant(const ExprPool& pool, ExprId id);

// The value of one expression in a row that is asked for the columns that it reads, however many there are.
std::optional<base::Rational> valueIn(const ExprPool& pool, ExprId id, const std::function<base::Rational(uint32_t)>& column);

}  // namespace smcost::program
