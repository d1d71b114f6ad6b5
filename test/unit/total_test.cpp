// The bill as a function of programs made by hand. Every expectation is worked out in the comment beside it.
#include "compiler/total/total.h"

#include <string>
#include <utility>
#include <vector>

#include "compiler/reference/reference_engine.h"
#include "test/unit/check.h"
#include "test/unit/rating_program.h"

namespace {

using namespace smcost;
using base::Rational;
using total::Function;

std::string text(const Rational& value) { return base::toExactString(value); }

// Nothing: an error was reported.
std::optional<Function> functionOf(const program::Program& program, const std::vector<total::FreeCell>& free,
                                   const std::vector<total::Wanted>& wanted = {}) {
  diagnostics::Sink sink;
  const auto engine = reference::makeEngine();
  return total::build(program, *engine, free, wanted, sink);
}

// One bill; an output in words, "fails: WHY".
std::string at(const Function& function, const std::vector<Rational>& values, size_t output = Function::kTotal) {
  program::CellStore cells;
  program::Table table;
  table.rows = 1;
  for (const Rational& value : values) table.columns.push_back({cells.cell(value)});
  const runtime::TableRequest request{&function.shape, &table};
  const auto result = reference::makeEngine()->evaluate(function.pool, cells, {&request, 1}).front();
  if (!result.failures.empty() && result.failures[0] != 0) return "fails: " + function.shape.sites.at(result.failures[0] - 1).text;
  return text(result.outputs.at(output).value(0));
}

// First 1000 at 1/10, then 1/20. 0: nothing. 999/10 = 99.9. 1000 and 1 more: 100 + 1/20.
void aTierIsEnteredAndLeft() {
  HandMade hand;
  const auto meter = hand.meter("data");
  hand.row(meter, "a", Rational(1, 10)).upper = 1000;
  hand.row(meter, "a", Rational(1, 20)).lower = 1000;
  hand.use(meter, {{"one", "a", 5}});
  const auto function = functionOf(hand.program, {{0, 0, 0}});
  CHECK_EQ(at(*function, {0}), "0");
  CHECK_EQ(at(*function, {999}), "99.9");
  CHECK_EQ(at(*function, {1000}), "100");
  CHECK_EQ(at(*function, {1001}), "100.05");
}

// 300 free over a (x) and b (400). x = 200: 100 and 200 are free, 100/10 + 200/100 = 12. x = 0: b has all 300, 100/100 = 1.
// By statement at x = 200: 10 and 2.
void whatIsFreeIsSharedWithWhatIsNotKnown() {
  HandMade hand;
  const auto meter = hand.meter("monitor");
  hand.row(meter, "a", Rational(1, 10));
  hand.row(meter, "b", Rational(1, 100));
  hand.allowance(300, {{meter, {hand.key("a"), hand.key("b")}}});
  hand.use(meter, {{"one", "a", 7}, {"two", "b", 400}});
  const auto function = functionOf(hand.program, {{0, 0, 0}}, {{0}, {1}});
  CHECK_EQ(at(*function, {200}), "12");
  CHECK_EQ(at(*function, {0}), "1");
  CHECK_EQ(at(*function, {200}, Function::kWanted), "10");
  CHECK_EQ(at(*function, {200}, Function::kWanted + 1), "2");
  CHECK_EQ(at(*function, {-1}), "fails: usage line `line` is below zero");
  // Nobody uses anything: nothing is taken of nothing.
  CHECK_EQ(at(*functionOf(hand.program, {{0, 0, 0}, {0, 0, 1}}), {0, 0}), "0");
}

// 700 and 800 of one pool, first 1000 at 1/10, then 1/20: 125 in all, 7/15 and 8/15 of it.
void linesShareAPool() {
  HandMade hand;
  const auto meter = hand.meter("data");
  hand.row(meter, "a", Rational(1, 10)).upper = 1000;
  hand.row(meter, "a", Rational(1, 20)).lower = 1000;
  hand.use(meter, {{"one", "a", 1}, {"two", "a", 800}});
  const auto function = functionOf(hand.program, {{0, 0, 0}}, {{0}, {1}});
  CHECK_EQ(at(*function, {700}, Function::kWanted), "175/3");
  CHECK_EQ(at(*function, {700}, Function::kWanted + 1), "200/3");
}

void whatCostsNothingCostsNothing() {
  HandMade hand;
  const auto meter = hand.meter("data");
  hand.row(meter, "a", 0);
  hand.use(meter, {{"one", "a", 1}});
  CHECK_EQ(at(*functionOf(hand.program, {{0, 0, 0}}), {700}), "0");
}

// 720 at 1/100 and x at 1/100, or x at 9/200: equal at 7.2 = 7/200 x, x = 1440/7.
void theCrossingOfTwoOffersIsExact() {
  const Rational crossing(1440, 7);
  HandMade fixed, free;
  const auto hours = fixed.meter("hours"), traffic = fixed.meter("traffic");
  fixed.row(hours, "a", Rational(1, 100));
  fixed.row(traffic, "a", Rational(1, 100));
  fixed.use(hours, {{"one", "a", 720}});
  fixed.use(traffic, {{"two", "a", 1}});
  const auto other = free.meter("traffic");
  free.row(other, "a", Rational(9, 200));
  free.use(other, {{"one", "a", 1}});
  const auto with_hours = functionOf(fixed.program, {{1, 0, 0}}), without = functionOf(free.program, {{0, 0, 0}});
  CHECK_EQ(at(*with_hours, {crossing}), at(*without, {crossing}));
  // 7.2 + 1440/700 = 324/35.
  CHECK_EQ(at(*without, {crossing}), "324/35");
}

// 1.005 and 1.005 on two invoice lines: 1.01 each; together 2.01, which is whole cents already.
void centsAreOfLinesOrOfTheTotal() {
  for (const auto& [policy, expected] : {std::pair{program::InvoicePolicy::lines, "2.02"}, std::pair{program::InvoicePolicy::total, "2.01"}}) {
    HandMade hand;
    const auto meter = hand.meter("compute");
    hand.row(meter, "a", Rational(1, 1000));
    hand.row(meter, "b", Rational(1, 1000));
    hand.use(meter, {{"one", "a", 1}, {"two", "b", 1005}});
    hand.program.invoice = policy;
    const auto function = functionOf(hand.program, {{0, 0, 0}});
    CHECK_EQ(at(*function, {1005}, Function::kInvoiceTotal), expected);
    CHECK_EQ(at(*function, {1005}, Function::kInvoicePayable), expected);
    CHECK_EQ(at(*function, {1005}), "2.01");
  }
}

// 1,000 rows that nothing free reaches are one number: the function stays as small as with one.
void whatNothingFreeReachesIsANumber() {
  const auto sizeWith = [](int rows) {
    HandMade hand;
    const auto meter = hand.meter("compute");
    hand.row(meter, "a", Rational(1, 1000));
    std::vector<HandMade::Use> uses = {{"free", "a", 1}};
    for (int i = 0; i < rows; ++i) uses.push_back({"fixed" + std::to_string(i), "a", 17 + i});
    hand.use(meter, uses);
    const auto function = functionOf(hand.program, {{0, 0, 0}});
    return program::evaluationOrder(function->pool, function->shape).size();
  };
  CHECK_EQ(sizeWith(1000), sizeWith(1));
}

// A price is missing at every value.
void withoutAPriceThereIsNoFunction() {
  HandMade hand;
  const auto meter = hand.meter("compute");
  hand.row(meter, "a", Rational(1, 1000));
  hand.use(meter, {{"one", "b", 1}});
  CHECK(!functionOf(hand.program, {{0, 0, 0}}));
}

}  // namespace

int main() {
  aTierIsEnteredAndLeft();
  whatIsFreeIsSharedWithWhatIsNotKnown();
  linesShareAPool();
  whatCostsNothingCostsNothing();
  theCrossingOfTwoOffersIsExact();
  centsAreOfLinesOrOfTheTotal();
  whatNothingFreeReachesIsANumber();
  withoutAPriceThereIsNoFunction();
  return smcost::test::finish("total_test");
}
