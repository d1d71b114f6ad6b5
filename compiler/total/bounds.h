// What a shape can come to over a box of its params: proved, not tried.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "compiler/total/interval.h"
#include "lang/program/expr.h"

namespace smcost::total {

// What a param takes: all from low to high, or those that lie a step apart, of which both ends are.
struct Extent {
  base::Rational low, high;
  std::optional<base::Rational> step;   // above 0

  bool isPoint() const { return low == high; }
};
using Box = std::vector<Extent>;        // per param of the shape

// Which way a figure goes as one param grows and the others stay. Rising and falling ones may stand still on the way.
enum class Direction : uint8_t { constant, rising, falling, unknown };

// Of an output, over the points of the box that have one.
struct OutputBounds {
  Interval range;                       // all values are in it
  std::vector<Direction> directions;    // per param
  std::vector<Interval> slopes;         // per param: (f(x') - f(x)) / (x' - x), whatever x and x' are

  bool isMonotone() const;              // no direction is unknown
  bool isTrue() const { return range.isNotBelow(1); }      // of a truth value: everywhere
  bool isFalse() const { return range.isNotAbove(0); }
};

struct Bounds {
  bool can_fail = true;                 // false: no point of the box fails, unless a number is too large for any bill
  bool must_fail = false;               // true: all do; then nothing is said of the outputs
  std::vector<OutputBounds> outputs;
  Interval limit;                       // where all outputs but the first are truth values and hold, the first is in it
};

// Ends of an output whose directions are all known are those at two corners, so exact if nothing can fail.
class Bounder {
 public:
  // Keeps constants of the pool, which must outlive it.
  Bounder(const program::ExprPool& pool, const program::Shape& shape);

  Bounds over(const Box& box);

 private:
  struct Step {
    program::Op op;
    base::RoundingMode mode;
    uint32_t a, b, c;                   // operands as slots
    uint32_t param;
    const base::Rational* constant;
    std::vector<uint32_t> params;       // that it hangs on
  };
  // What is known of a node over the box at hand.
  struct Known {
    Interval range;
    std::vector<Interval> slopes;       // per param that it hangs on: (f(x') - f(x)) / (x' - x), whatever x and x' are
    std::optional<base::Rational> grid; // all values are whole multiples of it; of 0 alone: 0
    uint32_t same_as = 0;               // the slot that has the same value everywhere; else its own
    bool can_fail = false, must_fail = false;
  };

  // A product that is the least of two numbers: `whole`, and as much as `has` can pay for.
  struct Share {
    uint32_t whole = 0, has = 0;
    base::Rational each;                // has * each
  };

  void run(const Box& box, bool with_slopes);
  Interval limitOfFirst() const;
  void tighten(Bounds& bounds, const Box& box);
  void bound(uint32_t slot, const Box& box);
  bool boundOrder(uint32_t slot);
  void boundSelect(uint32_t slot);
  void boundFailures(uint32_t slot);
  void become(uint32_t slot, uint32_t other);
  std::optional<base::Rational> gridOf(uint32_t slot, const Box& box) const;
  Interval ownSlope(uint32_t slot, uint32_t param) const;
  Interval slopeOf(uint32_t slot, uint32_t param) const;
  Interval slopeOfSelect(const Step& step, uint32_t param) const;
  uint32_t quotientOf(uint32_t arm) const;
  std::optional<Share> shareIn(const Step& product) const;
  Interval armRange(uint32_t condition, uint32_t arm) const;
  Interval armSlope(uint32_t condition, uint32_t arm, uint32_t param) const;
  Interval divisorUnder(uint32_t condition, uint32_t quotient) const;
  const Interval& range(uint32_t slot) const;
  bool isSame(uint32_t one, uint32_t other) const { return known_[one].same_as == known_[other].same_as; }

  std::vector<Step> steps_;
  std::vector<std::optional<Share>> shares_;   // per step
  std::vector<uint32_t> requirements_, outputs_;
  std::vector<Known> known_;
  size_t params_ = 0;
};

}  // namespace smcost::total
