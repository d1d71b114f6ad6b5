// Shapes of one param as straight lines: lines that are worked out here, and shapes by chance against their values at points.
#include "compiler/total/stretches.h"

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
using runtime::Nodes;
using total::Line;
using total::Stretch;
using total::Straightener;
using Kind = Stretch::Kind;

constexpr auto kPlain = units::kNoDimension;

Rational q(long over, long under = 1) {
  Rational made(over, under);
  made.canonicalize();
  return made;
}

std::string textOf(const Stretch& stretch) {
  if (stretch.kind == Kind::bent) return "bent";
  const std::string until = stretch.length ? " for " + stretch.length->get_str() : " for ever";
  if (stretch.kind == Kind::fails) return "fails" + until;
  std::string text;
  for (const Line& line : stretch.outputs) text += (text.empty() ? "" : ", ") + line.value.get_str() + " by " + line.slope.get_str();
  return text + until;
}

// One expression of x, and what is required.
class Figure {
 public:
  Figure() : x(pool_.param(0, kPlain)), nodes(pool_) { shape_.params.push_back({"x", kPlain}); }
  ExprId is(long over, long under = 1) { return nodes.constant(q(over, under)); }
  ExprId make(Op op, ExprId a, ExprId b = {}, ExprId c = {}) { return pool_.make(op, kPlain, a, b, c); }
  ExprId round(ExprId a, const Rational& quantum, base::RoundingMode mode) { return pool_.round(a, nodes.constant(quantum), mode); }
  void require(ExprId condition) {
    if (shape_.sites.empty()) shape_.sites.push_back({});
    shape_.requirements.push_back({condition, 0});
  }
  std::string from(const Rational& begin, std::vector<ExprId> outputs) {
    shape_.outputs = std::move(outputs);
    shape_.output_names.resize(shape_.outputs.size());
    return textOf(Straightener(pool_, shape_).from(begin));
  }

 private:
  program::ExprPool pool_;
  program::Shape shape_;

 public:
  ExprId x;
  Nodes nodes;
};

void testOrder() {
  Figure f;
  const ExprId least = f.make(Op::min, f.x, f.is(3)), size = f.make(Op::select, f.make(Op::lt, f.x, f.is(0)), f.make(Op::sub, f.is(0), f.x), f.x);
  CHECK_EQ(f.from(0, {least}), "0 by 1 for 3");
  CHECK_EQ(f.from(2, {least}), "2 by 1 for 1");
  CHECK_EQ(f.from(3, {least}), "3 by 0 for ever");
  CHECK_EQ(f.from(-2, {size}), "2 by -1 for 2");
  CHECK_EQ(f.from(0, {size}), "0 by 1 for ever");
  // The nearest bend of all outputs, and both lines as from the begin.
  CHECK_EQ(f.from(q(-1, 2), {least, size}), "-1/2 by 1, 1/2 by -1 for 1/2");
  // 2x + 1 and 7 - x meet at 2.
  const ExprId rising = f.make(Op::add, f.make(Op::mul, f.x, f.is(2)), f.is(1)), falling = f.make(Op::sub, f.is(7), f.x);
  CHECK_EQ(f.from(0, {f.make(Op::max, rising, falling)}), "7 by -1 for 2");
  CHECK_EQ(f.from(2, {f.make(Op::max, rising, falling)}), "5 by 2 for ever");
  CHECK_EQ(f.from(0, {f.make(Op::lt, rising, falling)}), "1 by 0 for 2");
  CHECK_EQ(f.from(2, {f.make(Op::le, rising, falling)}), "0 by 0 for ever");
  // Neither end is in it: that they are equal at 2 is no stretch.
  CHECK_EQ(f.from(0, {f.make(Op::eq, rising, falling)}), "0 by 0 for 2");
  CHECK_EQ(f.from(2, {f.make(Op::not_, f.make(Op::eq, rising, falling))}), "1 by 0 for ever");
}

void testRounding() {
  using base::RoundingMode;
  Figure f;
  // Steps of all modes lie at halves; some of these are no bends.
  CHECK_EQ(f.from(0, {f.round(f.x, 1, RoundingMode::half_up)}), "0 by 0 for 1/2");
  CHECK_EQ(f.from(q(1, 2), {f.round(f.x, 1, RoundingMode::half_up)}), "1 by 0 for 1/2");
  CHECK_EQ(f.from(1, {f.round(f.x, 1, RoundingMode::half_up)}), "1 by 0 for 1/2");
  CHECK_EQ(f.from(0, {f.round(f.x, 1, RoundingMode::up)}), "1 by 0 for 1/2");
  CHECK_EQ(f.from(q(1, 4), {f.round(f.x, 1, RoundingMode::floor)}), "0 by 0 for 1/4");
  // 3x to a multiple of 2: it is 1 at 1/3.
  const ExprId three = f.make(Op::mul, f.x, f.is(3)), minus = f.make(Op::sub, f.is(0), f.x);
  CHECK_EQ(f.from(0, {f.round(three, 2, RoundingMode::half_up)}), "0 by 0 for 1/3");
  CHECK_EQ(f.from(q(1, 3), {f.round(three, 2, RoundingMode::half_up)}), "2 by 0 for 1/3");
  // -x goes down from a multiple at once.
  CHECK_EQ(f.from(0, {f.round(minus, 1, RoundingMode::floor)}), "-1 by 0 for 1/2");
  CHECK_EQ(f.from(0, {f.round(minus, 1, RoundingMode::ceil)}), "0 by 0 for 1/2");
  CHECK_EQ(f.from(q(1, 4), {f.round(minus, 1, RoundingMode::down)}), "0 by 0 for 1/4");
  CHECK_EQ(f.from(5, {f.round(f.is(7, 2), 1, RoundingMode::half_even)}), "4 by 0 for ever");
}

void testQuotients() {
  Figure f;
  const ExprId over = f.make(Op::div, f.is(6), f.x);
  CHECK_EQ(f.from(1, {over}), "bent");
  CHECK_EQ(f.from(1, {f.make(Op::mul, f.x, f.x)}), "bent");
  // A factor makes it straight again.
  CHECK_EQ(f.from(1, {f.make(Op::mul, over, f.make(Op::div, f.x, f.is(2)))}), "3 by 0 for ever");
  // What is divided by leaves its sign at 2, where it fails.
  const ExprId less = f.make(Op::sub, f.x, f.is(2));
  CHECK_EQ(f.from(0, {f.make(Op::mul, f.make(Op::div, f.is(1), less), less)}), "1 by 0 for 2");
  CHECK_EQ(f.from(2, {f.make(Op::mul, f.make(Op::div, f.is(1), less), less)}), "1 by 0 for ever");
  // (x^2 / (2x)) of a share: x times half of it over x.
  CHECK_EQ(f.from(4, {f.make(Op::div, f.make(Op::mul, f.x, f.make(Op::div, f.is(3), f.x)), f.is(2))}), "3/2 by 0 for ever");
  // 6 / x and 3 are equal at 2.
  CHECK_EQ(f.from(1, {f.make(Op::lt, f.is(3), over)}), "1 by 0 for 1");
  CHECK_EQ(f.from(2, {f.make(Op::min, over, f.is(3))}), "bent");
  CHECK_EQ(f.from(1, {f.make(Op::min, over, f.is(3))}), "3 by 0 for 1");
  // Nothing above 0 is below it.
  CHECK_EQ(f.from(0, {f.make(Op::div, f.is(1), f.make(Op::min, f.x, f.is(0)))}), "fails for ever");
  CHECK_EQ(f.from(0, {f.make(Op::select, f.make(Op::lt, f.x, f.is(2)), f.x, f.make(Op::div, f.is(1), f.make(Op::min, f.x, f.is(0))))}), "0 by 1 for 2");
}

void testRequirements() {
  Figure f;
  f.require(f.make(Op::lt, f.x, f.is(5)));
  CHECK_EQ(f.from(4, {f.x}), "4 by 1 for 1");
  CHECK_EQ(f.from(5, {f.x}), "fails for ever");
  f.require(f.make(Op::lt, f.is(1), f.x));
  CHECK_EQ(f.from(-3, {f.x}), "fails for 4");
  CHECK_EQ(f.from(1, {f.x}), "1 by 1 for 4");
  // What asks only whether a figure fails does not bend where that does.
  Figure other;
  const ExprId cents = other.round(other.x, q(1, 100), base::RoundingMode::half_up);
  other.require(other.make(Op::le, cents, cents));
  CHECK_EQ(other.from(0, {other.x}), "0 by 1 for ever");
  const ExprId over = other.make(Op::div, cents, other.make(Op::sub, other.x, other.is(2)));
  other.require(other.make(Op::eq, over, over));
  CHECK_EQ(other.from(0, {other.x}), "0 by 1 for 2");
  // Which arm is asked is decided by steps.
  const ExprId arm = other.make(Op::select, other.make(Op::lt, cents, other.is(5)), other.x, over);
  other.require(other.make(Op::le, arm, arm));
  CHECK_EQ(other.from(3, {other.x}), "3 by 1 for 1/200");
}

// An instance at 0.529542 USD/h for 744 h, of which c an hour cover c / 0.353: 744 (c + (1 - min(1, c / 0.353)) 0.529542).
void testCommitment() {
  Figure f;
  const ExprId plan = f.is(353, 1000), part = f.make(Op::select, f.make(Op::le, plan, f.x), f.is(1), f.make(Op::div, f.x, plan));
  const ExprId paid = f.make(Op::mul, f.make(Op::sub, f.is(1), part), f.is(529542, 1000000));
  const ExprId total = f.make(Op::mul, f.make(Op::add, f.x, paid), f.is(744));
  // 744 * 0.529542 = 393.979248; 744 * (1 - 529542 / 353000) = 744 * -176542 / 353000 = -131347248 / 353000.
  const Rational slope = q(-131347248, 353000);
  CHECK_EQ(f.from(0, {total}), q(393979248, 1000000).get_str() + " by " + slope.get_str() + " for 353/1000");
  CHECK_EQ(f.from(q(353, 1000), {total}), q(262632, 1000).get_str() + " by 744 for ever");
  // What an hour more saves, by what it costs: 1 less the slope by 744. The break-even use is one over it.
  CHECK_EQ(1 / (1 - slope / 744), q(353000, 529542));
}

// --- by chance ---

class Made {
 public:
  Made(unsigned seed, bool is_linear) : random_(seed), is_linear_(is_linear), nodes_(pool_) {
    shape_.params.push_back({"x", kPlain});
    numbers_.push_back(pool_.param(0, kPlain));
    for (int i = 0; i < 4; ++i) numbers_.push_back(constant());
    const uint32_t nodes = 3 + below(12);
    for (uint32_t i = 0; i < nodes; ++i) addNode();
    shape_.sites.push_back({});
    if (below(3) == 0) shape_.requirements.push_back({truth(), 0});
    if (const ExprId asked = number(); below(3) == 0) shape_.requirements.push_back({pool_.make(Op::le, kPlain, asked, asked), 0});
    shape_.outputs = {numbers_.back(), number(), truth()};
    shape_.output_names.resize(3);
  }

  // From -5 on, one stretch behind another. Counts those of each kind.
  std::string check(size_t (&kinds)[3]) {
    Straightener straightener(pool_, shape_);
    program::Evaluator evaluator(pool_, shape_);
    Rational x = -5;
    for (int i = 0; i < 30; ++i) {
      const Stretch stretch = straightener.from(x);
      ++kinds[static_cast<size_t>(stretch.kind)];
      if (stretch.kind == Kind::bent) {
        if (is_linear_) return "bent";
        x += q(1, 3);
        continue;
      }
      if (stretch.length && sgn(*stretch.length) <= 0) return "it has no length at " + x.get_str();
      for (const Rational& ahead : pointsIn(stretch)) {
        if (std::string wrong = compare(evaluator, stretch, x, ahead); !wrong.empty()) return wrong + " behind " + x.get_str() + " by " + ahead.get_str() + ": " + textOf(stretch);
      }
      if (!stretch.length) break;
      x += *stretch.length;
    }
    return {};
  }

  std::string text() const { return program::print(pool_, shape_); }

 private:
  static std::vector<Rational> pointsIn(const Stretch& stretch) {
    const Rational tiny = q(1, 1'000'000'000);
    if (!stretch.length) return {tiny, q(1, 3), q(7, 2), 40, 1'000'000};
    const Rational& length = *stretch.length;
    return {length * tiny, length / 3, length / 2, length * q(5, 7), length * (1 - tiny)};
  }

  static std::string compare(program::Evaluator& evaluator, const Stretch& stretch, const Rational& x, const Rational& ahead) {
    const std::vector<Rational> point = {x + ahead};
    const bool fails = evaluator.run(point) != 0;
    if (fails != (stretch.kind == Kind::fails)) return fails ? "it fails" : "it does not fail";
    for (size_t i = 0; i < stretch.outputs.size(); ++i) {
      if (evaluator.output(i) != stretch.outputs[i].after(ahead)) return "it is " + evaluator.output(i).get_str();
    }
    return {};
  }

  uint32_t below(uint32_t end) { return static_cast<uint32_t>(random_() % end); }
  ExprId constant() { return nodes_.constant(q(static_cast<long>(below(13)) - 3, 1 + static_cast<long>(below(3)))); }
  ExprId number() { return below(3) == 0 ? numbers_.back() : numbers_[below(static_cast<uint32_t>(numbers_.size()))]; }
  ExprId truth() {
    constexpr Op kOps[] = {Op::lt, Op::le, Op::eq};
    const ExprId made = pool_.make(kOps[below(3)], kPlain, number(), number());
    return below(5) == 0 ? pool_.make(Op::not_, kPlain, made) : made;
  }

  void addNode() {
    constexpr Op kOps[] = {Op::add, Op::sub, Op::min, Op::max, Op::mul, Op::div};
    const ExprId x = number(), y = number();
    switch (below(10)) {
      case 0: numbers_.push_back(pool_.make(Op::select, kPlain, truth(), x, y)); return;
      case 1: numbers_.push_back(nodes_.round(x, q(1 + static_cast<long>(below(3)), 1 + static_cast<long>(below(2))), static_cast<base::RoundingMode>(below(6)))); return;
      case 2: numbers_.push_back(pool_.make(Op::mul, kPlain, x, constant())); return;
      case 3:
        // A share of it, as commitments and allowances have it.
        if (is_linear_) break;
        numbers_.push_back(nodes_.mul(x, nodes_.select(nodes_.less(y, x), nodes_.div(y, x), nodes_.constant(1))));
        return;
      default: break;
    }
    numbers_.push_back(pool_.make(kOps[below(is_linear_ ? 4 : 6)], kPlain, x, y));
  }

  std::mt19937 random_;
  const bool is_linear_;
  program::ExprPool pool_;
  Nodes nodes_;
  program::Shape shape_;
  std::vector<ExprId> numbers_;
};

void testByChance() {
  size_t linear[3] = {}, any[3] = {};
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    for (const bool is_linear : {true, false}) {
      Made made(seed, is_linear);
      const std::string wrong = made.check(is_linear ? linear : any);
      CHECK_EQ(wrong, "");
      if (!wrong.empty()) std::cerr << "seed " << seed << (is_linear ? ", linear" : "") << '\n' << made.text() << '\n';
    }
  }
  // What is compared must happen.
  CHECK(linear[0] > 10'000 && linear[1] > 100);
  CHECK(any[0] > any[2] && any[1] > 1000);
}

}  // namespace

int main() {
  testOrder();
  testRounding();
  testQuotients();
  testRequirements();
  testCommitment();
  testByChance();
  return smcost::test::finish("stretches_test");
}
