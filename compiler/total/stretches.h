// A shape of one param as straight lines: from any point on, how far its outputs are straight, and which lines they are. Exact.
#pragma once

#include <optional>
#include <vector>

#include "lang/base/rational.h"
#include "lang/program/expr.h"

namespace smcost::total {

// value + slope * (x - begin)
struct Line {
  base::Rational value, slope;

  base::Rational after(const base::Rational& length) const { return value + slope * length; }
  bool isAlways(const base::Rational& number) const { return value == number && sgn(slope) == 0; }
};

// What holds between two points, neither of which is in it: there a figure may leap.
struct Stretch {
  enum class Kind : uint8_t {
    straight,
    fails,   // it has no outputs anywhere in it
    bent,    // it is not known to be straight; nothing is said of outputs or its length
  } kind = Kind::straight;
  std::optional<base::Rational> length;   // above 0; none: it never ends
  std::vector<Line> outputs;              // of a straight one, as from its begin; of a truth value 1 or 0
};

class Straightener {
 public:
  // Keeps constants of the pool, which must outlive it. The shape reads no param but the first.
  Straightener(const program::ExprPool& pool, const program::Shape& shape);

  // Just above `x`.
  Stretch from(const base::Rational& x);

 private:
  struct Step {
    program::Op op;
    base::RoundingMode mode;
    uint32_t a, b, c;                     // operands as slots
    const base::Rational* constant;
  };
  struct Known {
    Stretch::Kind kind = Stretch::Kind::straight;
    std::optional<base::Rational> length;
    std::optional<base::Rational> sound;  // how far it is known not to fail, wherever its bends are
    Line line;
    Line under{1, 0};                     // what `line` is divided by: a quotient that a factor may make straight again

    bool isStraight() const { return sgn(under.slope) == 0; }
  };

  void follow(uint32_t slot, const base::Rational& x);
  static void set(Known& own, const Line& line, const Line& under);
  static void multiply(Known& own, const Known& a, const Known& b);
  static void divide(Known& own, const Known& a, const Known& b);
  static Known difference(const Known& a, const Known& b);
  static int compare(Known& own, const Known& a, const Known& b);
  void combine(Known& own, const Step& step, uint32_t arm);
  static void round(Known& own, const Line& a, const base::Rational& quantum, base::RoundingMode mode);

  std::vector<Step> steps_;
  std::vector<uint32_t> requirements_, outputs_;
  std::vector<Known> known_;
};

}  // namespace smcost::total
