// What is proved over a box, against all its points one by one; and proofs that must be found, worked out beside them.
#include "compiler/total/bounds.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "lang/program/evaluate.h"
#include "runtime/rating/nodes.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;
using base::Rational;
using program::ExprId;
using program::Op;
using total::Bounds;
using total::Box;
using total::Direction;

constexpr int kPoints = 5;    // of a param at most

// A shape by chance, and a box.
class Made {
 public:
  explicit Made(unsigned seed) : random_(seed) {
    const size_t params = 1 + below(3);
    for (uint32_t i = 0; i < params; ++i) {
      shape_.params.push_back({"p", units::kNoDimension});
      numbers_.push_back(pool_.param(i, units::kNoDimension));
      Rational low(static_cast<int>(below(9)) - 3, 1 + below(2)), step(1 + below(3), 1 + below(2));
      low.canonicalize();
      step.canonicalize();
      if (below(2) == 0) low = abs(low);
      box_.push_back({low, low + step * Rational(below(kPoints)), step});
    }
    for (int i = 0; i < 4; ++i) numbers_.push_back(constant());
    const uint32_t nodes = 3 + below(14);
    for (uint32_t i = 0; i < nodes; ++i) addNode();
    shape_.sites.push_back({});
    if (below(3) == 0) shape_.requirements.push_back({truth(), 0});
    shape_.outputs = {numbers_.back(), number(), truth()};
    shape_.output_names.resize(3);
  }

  std::string check(size_t& known, size_t& exact) {
    const Bounds bounds = total::Bounder(pool_, shape_).over(box_);
    evaluateAll();
    const size_t failing = static_cast<size_t>(std::count_if(values_.begin(), values_.end(), [](const auto& one) { return one.empty(); }));
    if (!bounds.can_fail && failing != 0) return "fails where nothing can";
    if (bounds.must_fail && failing != values_.size()) return "fails nowhere where it must";
    if (bounds.must_fail) return {};
    for (size_t output = 0; output < shape_.outputs.size(); ++output) {
      if (std::string wrong = checkOutput(bounds, output, known, exact); !wrong.empty()) return wrong;
    }
    return {};
  }

  std::string text() const { return program::print(pool_, shape_); }

 private:
  uint32_t below(uint32_t end) { return static_cast<uint32_t>(random_() % end); }
  ExprId constant() {
    Rational value(static_cast<int>(below(13)) - 3, 1 + below(3));
    value.canonicalize();
    return pool_.constant(value, units::kNoDimension);
  }
  ExprId number() { return below(3) == 0 ? numbers_.back() : numbers_[below(static_cast<uint32_t>(numbers_.size()))]; }
  ExprId truth() {
    constexpr Op kOps[] = {Op::lt, Op::le, Op::lt, Op::le, Op::eq};
    const ExprId made = pool_.make(kOps[below(5)], units::kNoDimension, number(), number());
    return below(5) == 0 ? pool_.make(Op::not_, units::kNoDimension, made) : made;
  }

  void addNode() {
    const runtime::Nodes nodes(pool_);
    constexpr Op kOps[] = {Op::add, Op::sub, Op::mul, Op::div, Op::min, Op::max};
    const ExprId x = number(), y = number();
    switch (below(12)) {
      case 0: numbers_.push_back(pool_.make(Op::select, units::kNoDimension, truth(), x, y)); break;
      case 1: {
        const Rational quantum(1 + below(3), 1 + below(2));
        numbers_.push_back(nodes.round(x, Rational(quantum.get_num()) / Rational(quantum.get_den()), static_cast<base::RoundingMode>(below(6))));
        break;
      }
      case 2: numbers_.push_back(nodes.div(x, y)); break;
      case 3: numbers_.push_back(nodes.mul(x, nodes.select(nodes.less(y, x), nodes.div(y, x), nodes.constant(1)))); break;
      case 4: {
        const ExprId wanted = nodes.mul(x, nodes.constant(Rational(3, 2)));
        numbers_.push_back(nodes.mul(x, nodes.select(nodes.less(y, wanted), nodes.div(y, wanted), nodes.constant(1))));
        break;
      }
      case 5: numbers_.push_back(nodes.div(nodes.min(x, y), y)); break;
      default: numbers_.push_back(pool_.make(kOps[below(6)], units::kNoDimension, x, y));
    }
  }

  // Empty: the point fails.
  void evaluateAll() {
    program::Evaluator evaluator(pool_, shape_);
    std::vector<Rational> point;
    for (const auto& extent : box_) point.push_back(extent.low);
    for (bool more = true; more;) {
      std::vector<Rational>& values = values_.emplace_back();
      points_.push_back(point);
      if (evaluator.run(point) == 0) {
        for (size_t i = 0; i < shape_.outputs.size(); ++i) values.push_back(evaluator.output(i));
      }
      more = false;
      for (size_t i = 0; i < point.size() && !more; ++i) {
        point[i] += *box_[i].step;
        more = point[i] <= box_[i].high;
        if (!more) point[i] = box_[i].low;
      }
    }
  }

  std::string checkOutput(const Bounds& bounds, size_t output, size_t& known, size_t& exact) const {
    const auto& [range, directions, slopes] = bounds.outputs[output];
    std::optional<Rational> least, greatest;
    for (const auto& values : values_) {
      if (values.empty()) continue;
      const Rational& value = values[output];
      if (!range.isNotAbove(value) && range.low && *range.low > value) return "below its range";
      if (range.high && *range.high < value) return "above its range";
      if (!least || value < *least) least = value;
      if (!greatest || value > *greatest) greatest = value;
    }
    if (!bounds.can_fail && bounds.outputs[output].isMonotone()) {
      ++exact;
      if (range.low != least || range.high != greatest) return "its ends are others";
    }
    for (size_t param = 0; param < directions.size(); ++param) {
      known += directions[param] != Direction::unknown;
      if (!goes(directions[param], slopes[param], output, param)) return "goes another way";
    }
    return {};
  }

  bool goes(Direction direction, const total::Interval& slopes, size_t output, size_t param) const {
    for (size_t i = 0; i < points_.size(); ++i) {
      for (size_t k = 0; k < points_.size(); ++k) {
        if (values_[i].empty() || values_[k].empty() || points_[i][param] >= points_[k][param]) continue;
        bool alone = true;
        for (size_t other = 0; other < box_.size(); ++other) alone = alone && (other == param || points_[i][other] == points_[k][other]);
        if (!alone) continue;
        const Rational change = values_[k][output] - values_[i][output], slope = change / (points_[k][param] - points_[i][param]);
        if ((slopes.low && slope < *slopes.low) || (slopes.high && slope > *slopes.high)) return false;
        if (direction == Direction::constant && change != 0) return false;
        if (direction == Direction::rising && change < 0) return false;
        if (direction == Direction::falling && change > 0) return false;
      }
    }
    return true;
  }

  std::mt19937 random_;
  program::ExprPool pool_;
  program::Shape shape_;
  Box box_;
  std::vector<ExprId> numbers_;
  std::vector<std::vector<Rational>> points_, values_;
};

void whatIsProvedHoldsAtAllPoints() {
  size_t known = 0, exact = 0;
  constexpr unsigned kRounds = 20'000;
  for (unsigned seed = 1; seed <= kRounds; ++seed) {
    Made made(seed);
    const std::string wrong = made.check(known, exact);
    if (!wrong.empty()) std::cerr << "seed " << seed << ": " << wrong << '\n' << made.text() << '\n';
    CHECK_EQ(wrong, "");
    if (!wrong.empty()) return;
  }
  // Of three outputs of each: most directions are found, so that nothing of the above is idle.
  CHECK(known > kRounds * 3);
  CHECK(exact > kRounds);
}

// A shape of one output over params by hand.
struct Hand {
  program::ExprPool pool;
  program::Shape shape;
  runtime::Nodes nodes{pool};

  ExprId param() {
    shape.params.push_back({"p", units::kNoDimension});
    return pool.param(static_cast<uint32_t>(shape.params.size() - 1), units::kNoDimension);
  }
  Bounds over(ExprId output, const Box& box) {
    shape.outputs = {output};
    shape.output_names = {"o"};
    return total::Bounder(pool, shape).over(box);
  }
};

// x - min(x, 5) only rises: 0 at 2, 4 at 9.
void whatIsLeftBehindALimitRises() {
  Hand hand;
  const ExprId x = hand.param();
  const Bounds bounds = hand.over(hand.nodes.sub(x, hand.nodes.min(x, hand.nodes.constant(5))), {{2, 9, {}}});
  CHECK(bounds.outputs[0].directions[0] == Direction::rising);
  CHECK(bounds.outputs[0].range == (total::Interval{Rational(0), Rational(4)}));
  CHECK(!bounds.can_fail);
}

// On a step of 1/2 from 1: twice it is whole, it itself is not everywhere.
void whatIsWholeIsProvedOnAStep() {
  Hand hand;
  const ExprId x = hand.param(), twice = hand.nodes.mul(x, hand.nodes.constant(2));
  const auto isWhole = [&](ExprId number) {
    return hand.pool.make(Op::eq, units::kNoDimension, hand.nodes.round(number, 1, base::RoundingMode::down), number);
  };
  const Box box = {{1, 9, Rational(1, 2)}};
  CHECK(hand.over(isWhole(twice), box).outputs[0].isTrue());
  CHECK(!hand.over(isWhole(x), box).outputs[0].isTrue());
  CHECK(!hand.over(isWhole(twice), {{1, 9, {}}}).outputs[0].isTrue());
}

// What 10 covers of x at 3/2 each: min(x, 20/3), whatever x is.
void whatMoneyCoversIsProved() {
  Hand hand;
  const ExprId x = hand.param(), has = hand.nodes.constant(10), wanted = hand.nodes.mul(x, hand.nodes.constant(Rational(3, 2)));
  const ExprId given = hand.nodes.select(hand.nodes.less(has, wanted), hand.nodes.div(has, wanted), hand.nodes.constant(1));
  const Bounds bounds = hand.over(hand.nodes.sub(x, hand.nodes.mul(x, given)), {{0, 20, {}}});
  CHECK(bounds.outputs[0].directions[0] == Direction::rising);
  CHECK(bounds.outputs[0].range == (total::Interval{Rational(0), Rational(40, 3)}));
}

// 1 / (x - 3) over 1..5 fails at 3, over 4..5 nowhere, at 3 always.
void divisionsFailWhereTheyCan() {
  Hand hand;
  const ExprId x = hand.param();
  hand.shape.sites.push_back({});
  const ExprId quotient = hand.pool.make(Op::div, units::kNoDimension, hand.nodes.constant(1), hand.nodes.sub(x, hand.nodes.constant(3)));
  CHECK(hand.over(quotient, {{1, 5, {}}}).can_fail);
  const Bounds sound = hand.over(quotient, {{4, 5, {}}});
  CHECK(!sound.can_fail);
  CHECK(sound.outputs[0].directions[0] == Direction::falling);
  CHECK(sound.outputs[0].range == (total::Interval{Rational(1, 2), Rational(1)}));
  CHECK(hand.over(quotient, {{3, 3, {}}}).must_fail);
}

// (1/3)^n grows in digits; its ends stay short and outside, and are exact at the end.
void longEndsAreShortened() {
  Hand hand;
  const ExprId x = hand.param(), y = hand.param();
  ExprId power = hand.nodes.constant(1);
  Rational low = 1, high = 1;
  for (int i = 0; i < 400; ++i) {
    power = hand.nodes.mul(power, hand.nodes.sub(x, y));
    low *= Rational(1, 3);
    high *= Rational(2, 3);
  }
  const Bounds bounds = hand.over(power, {{1, Rational(4, 3), {}}, {Rational(2, 3), Rational(2, 3), {}}});
  CHECK(bounds.outputs[0].directions[0] == Direction::rising);
  CHECK(bounds.outputs[0].range == (total::Interval{low, high}));
}

}  // namespace

int main() {
  whatIsProvedHoldsAtAllPoints();
  whatIsLeftBehindALimitRises();
  whatIsWholeIsProvedOnAStep();
  whatMoneyCoversIsProved();
  divisionsFailWhereTheyCan();
  longEndsAreShortened();
  return test::finish("bounds_test");
}
