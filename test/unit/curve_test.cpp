// A curve that is ended before its end: by a wish, by the time, and what is known then.
#include "compiler/questions/curve.h"

#include <memory>
#include <vector>

#include "lang/base/interrupt.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;
using base::Rational;
using questions::Curve;
using questions::CurveBest;
using questions::Search;

// As many USD as hours, upwards to whole ones: a bend at each half hour, as steps are looked for.
std::unique_ptr<questions::BillFunction> makeFunction() {
  const auto spec = std::make_unique<session::Options>();
  spec->text =
      "dimension Time\nunit h : Time\nunit USD : Money[USD]\nregions { here }\nregion here\nmeter compute : Time\nrates compute region here { 1 USD/h }\n"
      "workload job(bare for run : Time) { line compute = meter compute  run }\nparam run = 1 h in 0 h..90 h\na = job (run)\n";
  spec->use_stdlib = false;
  return std::make_unique<questions::BillFunction>(*spec, std::vector<std::string>{"run"}, std::vector<questions::Figure>{{"round up total to 1 USD"}});
}

// Whatever is told is true.
void checkKnown(const Curve& curve) {
  CHECK_EQ(curve.answers.failures.size(), curve.points.size());
  for (size_t i = 0; i < curve.points.size(); ++i) {
    CHECK_EQ(curve.points[i], Rational(static_cast<long>(i)) / 2);
    CHECK_EQ(curve.answers.figures.front()[i], Rational(static_cast<long>((i + 1) / 2)));
  }
  for (size_t i = 0; i < curve.parts.size(); ++i) {
    CHECK_EQ(curve.parts[i].begin, curve.points[i]);
    CHECK_EQ(curve.parts[i].figures.front().value, Rational(static_cast<long>(i / 2 + 1)));
  }
}

void wholeCurve() {
  const Curve curve = questions::curveOf(*makeFunction(), 0, Rational(10));
  CHECK_EQ(curve.broken, "");
  CHECK_EQ(curve.parts.size(), 20U);
  CHECK_EQ(curve.points.size(), 21U);
  checkKnown(curve);
  const CurveBest best = bestOf(curve, questions::Wants::greatest);
  CHECK(best.kind == CurveBest::Kind::found);
  CHECK_EQ(best.figure, Rational(10));
}

void stoppedByWish() {
  const auto function = makeFunction();
  base::Interrupt interrupt;
  const base::InterruptScope scope(&interrupt);
  function->onPoints([&](uint64_t done) {
    if (done >= 20) interrupt.request();
  });
  const Curve curve = questions::curveOf(*function, 0, Rational(90));
  CHECK(curve.stopped == Search::Stopped::by_wish);
  CHECK_EQ(curve.broken, "somebody stopped it");
  CHECK(curve.points.size() >= 10 && curve.points.size() < 100);
  CHECK_EQ(curve.parts.size() + 1, curve.points.size());
  checkKnown(curve);
  const CurveBest best = bestOf(curve, questions::Wants::least);
  CHECK(best.kind == CurveBest::Kind::found);
  CHECK_EQ(best.figure, Rational(0));
}

// Somebody wished so before it began.
void stoppedAtOnce() {
  base::Interrupt interrupt;
  interrupt.request();
  const base::InterruptScope scope(&interrupt);
  const Curve curve = questions::curveOf(*makeFunction(), 0, Rational(90));
  CHECK(curve.stopped == Search::Stopped::by_wish);
  CHECK(curve.points.empty() && curve.parts.empty());
  CHECK(bestOf(curve, questions::Wants::least).kind == CurveBest::Kind::none);
}

void stoppedByTime() {
  questions::SearchLimits limits;
  limits.until = std::chrono::steady_clock::now();
  const Curve curve = questions::curveOf(*makeFunction(), 0, Rational(90), limits);
  CHECK(curve.stopped == Search::Stopped::by_time);
  CHECK_EQ(curve.points.size(), 1U);
  CHECK(curve.parts.empty());
  checkKnown(curve);
}

}  // namespace

int main() {
  wholeCurve();
  stoppedByWish();
  stoppedAtOnce();
  stoppedByTime();
  return smcost::test::finish("curve_test");
}
