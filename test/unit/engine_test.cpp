// Values at and beyond the edges of the widths, on all engines. Expectations are worked
// out here in integers of any size, never taken from an engine.
#include <string>

#include "compiler/jit/jit_engine.h"
#include "compiler/lower/columns.h"
#include "compiler/lower/scales.h"
#include "compiler/reference/compare_engine.h"
#include "compiler/reference/reference_engine.h"
#include "lang/program/evaluate.h"
#include "test/unit/check.h"

namespace smcost {
namespace {

using base::Integer;
using base::Rational;
using program::ExprId;
using program::Op;
using units::kNoDimension;

Integer power2(unsigned exponent) { return Integer(1) << exponent; }

std::unique_ptr<runtime::Engine> integers(jit::Compile compile) {
  jit::Options options;
  options.verify_module = options.check_intervals = true;
  options.compile = compile;
  return jit::makeEngine(options, reference::makeEngine());
}

// One shape and its table, by hand.
struct Fixture {
  program::ExprPool pool;
  program::CellStore cells;
  program::Shape shape;
  program::Table table;

  ExprId param(const std::vector<Rational>& values) {
    const auto column = static_cast<uint32_t>(table.columns.size());
    shape.params.push_back({"p" + std::to_string(column), kNoDimension});
    auto& made = table.columns.emplace_back();
    for (const Rational& value : values) made.push_back(cells.cell(value));
    table.rows = static_cast<uint32_t>(values.size());
    return pool.param(column, kNoDimension);
  }
  ExprId constant(const Rational& value) { return pool.constant(value, kNoDimension); }
  ExprId make(Op op, ExprId a, ExprId b = {}, ExprId c = {}) { return pool.make(op, kNoDimension, a, b, c); }
  ExprId division(ExprId a, ExprId b) {
    const ExprId id = make(Op::div, a, b);
    shape.sites.push_back({program::Site::Kind::division, {}, "divisor", id});
    return id;
  }
  void output(ExprId id) {
    shape.output_names.push_back("o" + std::to_string(shape.outputs.size()));
    shape.outputs.push_back(id);
  }

  // The JIT's result, after the others have agreed to it.
  runtime::TableResult run() {
    std::vector<reference::NamedEngine> engines;
    engines.push_back({"jit", integers(jit::Compile::always)});
    engines.push_back({"interpreter", integers(jit::Compile::never)});
    engines.push_back({"reference", reference::makeEngine()});
    reference::CompareEngine both(std::move(engines));
    const runtime::TableRequest request{&shape, &table};
    auto results = both.evaluate(pool, cells, {&request, 1});
    CHECK_EQ(both.difference().value_or("same"), std::string("same"));
    return std::move(results.front());
  }

  // Whether compiled code can take the table.
  bool proves() const {
    std::vector<lower::ColumnFacts> facts;
    for (const auto& column : table.columns) {
      const auto bound = lower::bindColumn(cells, column);
      if (!bound) return false;
      facts.push_back(bound->facts);
    }
    return lower::bindShape(pool, shape, facts).has_value();
  }
};

// What `--engine=both` reports as SMC9003: the first value that differs.
void testDifferenceIsFound() {
  Fixture f;
  f.output(f.pool.constant(1, kNoDimension));
  runtime::TableResult one, two;
  one.outputs.emplace_back(std::vector<base::Rational>{1, 2});
  two.outputs.emplace_back(std::vector<base::Rational>{1, 3});
  CHECK_EQ(reference::firstDifference(f.shape, one, one).has_value(), false);
  CHECK_EQ(reference::firstDifference(f.shape, one, two).has_value(), true);
}

void testDecimals() {
  Fixture f;
  const ExprId a = f.param({Rational(1, 10)}), b = f.param({Rational(2, 10)});
  f.output(f.make(Op::eq, f.make(Op::add, a, b), f.constant(Rational(3, 10))));
  f.output(f.pool.round(f.make(Op::mul, f.constant(Rational(15, 100)), f.constant(Rational(3, 2))),
                        f.constant(Rational(1, 100)), base::RoundingMode::half_up));
  const auto result = f.run();
  CHECK_EQ(result.outputs[0].value(0), 1);
  // 0.225 is a tie.
  CHECK_EQ(result.outputs[1].value(0), Rational(23, 100));
}

void testMillionRows() {
  Fixture f;
  f.output(f.make(Op::mul, f.param(std::vector<Rational>(1'000'000, Rational(1))), f.constant(Rational(23, 1000000))));
  jit::Options options;
  const auto engine = jit::makeEngine(options, reference::makeEngine());
  const runtime::TableRequest request{&f.shape, &f.table};
  const auto results = engine->evaluate(f.pool, f.cells, {&request, 1});
  CHECK_EQ(results[0].outputs[0].sum(), 23);
  std::vector<uint32_t> group(1'000'000);
  for (size_t i = 0; i < group.size(); ++i) group[i] = i % 4 == 3 ? UINT32_MAX : static_cast<uint32_t>(i % 4 % 2);
  const auto sums = results[0].outputs[0].sumByGroup(group, 2);
  // Of four rows two are in group 0, one in group 1, one in none.
  CHECK_EQ(sums[0], Rational(23, 2));
  CHECK_EQ(sums[1], Rational(23, 4));
}

// A shape of one multiplication, by rows at a time.
struct Rows {
  explicit Rows(size_t count) { f.output(f.make(Op::mul, f.param(std::vector<Rational>(count, Rational(3))), f.constant(5))); }

  // Milliseconds in LLVM after the table has run; exactly 0 as long as it was not asked.
  double compiling(runtime::Engine& engine) {
    const runtime::TableRequest request{&f.shape, &f.table};
    CHECK_EQ(engine.evaluate(f.pool, f.cells, {&request, 1})[0].outputs[0].sum(), Rational(15 * f.table.rows));
    return engine.times().compile;
  }
  Fixture f;
};

// What is small starts no LLVM, however often it runs; rows of many runs add up, and of an owner
// that has been released they are forgotten.
void testSmallTablesAreInterpreted() {
  Rows row(1), half(jit::kRowsWorthCompiling / 2), whole(jit::kRowsWorthCompiling);
  const auto engine = integers(jit::Compile::when_worth_it);
  for (int run = 0; run < 100; ++run) CHECK_EQ(row.compiling(*engine), 0);
  engine->release({});
  CHECK_EQ(half.compiling(*engine), 0);
  CHECK(half.compiling(*engine) > 0);
  const auto once = integers(jit::Compile::when_worth_it);
  CHECK(whole.compiling(*once) > 0);
  CHECK(row.compiling(*integers(jit::Compile::always)) > 0);
  CHECK_EQ(whole.compiling(*integers(jit::Compile::never)), 0);
  const auto released = integers(jit::Compile::when_worth_it);
  CHECK_EQ(half.compiling(*released), 0);
  released->release({});
  CHECK_EQ(half.compiling(*released), 0);
}

// x, x + 1, x - 1, -x, halves rounded, and comparisons, for x at the edges.
void testEdge(const Integer& x) {
  Fixture f;
  const ExprId p = f.param({Rational(x), Rational(-x), Rational(x)});
  const ExprId one = f.constant(1);
  f.output(f.make(Op::add, p, one));
  f.output(f.make(Op::sub, p, one));
  f.output(f.make(Op::mul, p, f.constant(-1)));
  f.output(f.pool.round(p, f.constant(2), base::RoundingMode::half_even));
  f.output(f.make(Op::lt, p, f.make(Op::add, p, one)));
  f.output(f.make(Op::mul, p, p));
  const auto result = f.run();
  for (size_t row = 0; row < 2; ++row) {
    const Integer y = row == 0 ? x : Integer(-x);
    CHECK_EQ(result.outputs[0].value(row), Rational(y + 1));
    CHECK_EQ(result.outputs[1].value(row), Rational(y - 1));
    CHECK_EQ(result.outputs[2].value(row), Rational(-y));
    // The multiple of 2 with an even half: y itself, or the multiple of 4 beside it.
    Integer rest;
    mpz_fdiv_r_ui(rest.get_mpz_t(), y.get_mpz_t(), 4);
    const Integer even = rest == 1 ? Integer(y - 1) : rest == 3 ? Integer(y + 1) : y;
    CHECK_EQ(result.outputs[3].value(row), Rational(even));
    CHECK_EQ(result.outputs[4].value(row), 1);
    CHECK_EQ(result.outputs[5].value(row), Rational(x * x));
  }
  CHECK_EQ(result.outputs[0].sum(), Rational(x + 3));
}

void testEdges() {
  for (const unsigned bits : {31U, 63U, 64U, 127U, 128U, 255U, 256U, 300U, 1000U}) {
    for (int beside = -2; beside <= 2; ++beside) testEdge(power2(bits) + beside);
  }
}

// Which tables compiled code takes: 256 bits in two's complement, and not one more.
void testProofEnds() {
  const auto proves = [](const Rational& value) {
    Fixture f;
    f.output(f.param({value}));
    return f.proves();
  };
  CHECK(proves(Rational(power2(255) - 1)));
  CHECK(!proves(Rational(power2(255))));
  CHECK(proves(Rational(-power2(255))));
  CHECK(!proves(Rational(-power2(255) - 1)));
}

void testFailures() {
  Fixture f;
  const ExprId a = f.param({6, 6, 6, 6}), b = f.param({3, 0, -4, 0}), c = f.param({1, 1, 0, 0});
  const ExprId unguarded = f.division(a, c);                                     // site 0
  const ExprId quotient = f.division(a, b);                                      // site 1
  const ExprId guarded = f.make(Op::select, f.make(Op::eq, b, f.constant(0)), f.constant(7), quotient);
  f.shape.sites.push_back({program::Site::Kind::requirement, {}, "positive", {}});  // site 2
  f.shape.requirements.push_back({f.make(Op::le, f.constant(0), b), 2});
  f.output(f.make(Op::add, guarded, unguarded));
  const auto result = f.run();
  CHECK_EQ(result.failures.size(), 4U);
  CHECK_EQ(result.failures[0], 0U);
  CHECK_EQ(result.failures[1], 0U);  // the zero divisor is in the arm not taken
  CHECK_EQ(result.failures[2], 3U);  // the requirement comes before the division
  CHECK_EQ(result.failures[3], 1U);
  CHECK_EQ(result.outputs[0].value(0), 8);
  CHECK_EQ(result.outputs[0].value(1), 13);
  CHECK(result.outputs[0].isZero(3));
}

// x*x*x... doubles its bits at every step: the row fails long before memory does.
void testGrowth() {
  Fixture f;
  ExprId x = f.param({3});
  for (int i = 0; i < 60; ++i) x = f.make(Op::mul, x, x);
  f.output(x);
  const auto result = f.run();
  CHECK_EQ(result.failures.at(0), program::kTooLargeSite);
}

void testDepth() {
  Fixture f;
  const ExprId p = f.param({1});
  ExprId x = p;
  for (int i = 0; i < 100'000; ++i) x = f.make(Op::add, f.make(Op::max, x, p), p);
  f.output(x);
  CHECK_EQ(f.run().outputs[0].value(0), 100'001);
  CHECK(!program::print(f.pool, f.shape).empty());
}

// Twice as many paths at every step, and as many nodes as steps.
void testSharedConstants() {
  program::ExprPool pool;
  const ExprId zero = pool.constant(0, kNoDimension);
  ExprId x = pool.make(Op::div, kNoDimension, pool.constant(1, kNoDimension), zero);
  for (int i = 0; i < 100; ++i) x = pool.make(Op::add, kNoDimension, x, x);
  CHECK(!program::foldConstant(pool, x).has_value());
  const ExprId guarded = pool.make(Op::select, kNoDimension, zero, x, pool.constant(5, kNoDimension));
  CHECK_EQ(program::foldConstant(pool, guarded).value_or(0), 5);
}

void testSignsOfCells() {
  for (const Integer& value : {Integer(0), Integer(-1), Integer(1), Integer(-power2(63)), Integer(power2(255) - 1)}) {
    runtime::FixedColumn fixed;
    fixed.width = 256;
    fixed.scale = Rational(1, 7);
    fixed.limbs.resize(4);
    lower::storeInteger(value, 256, fixed.limbs.data());
    const runtime::ResultColumn column(std::move(fixed));
    CHECK_EQ(column.sign(0), sgn(value));
    Rational expected(value, 7);
    expected.canonicalize();
    CHECK_EQ(column.value(0), expected);
    CHECK_EQ(column.sum(), expected);
  }
}

}  // namespace
}  // namespace smcost

int main() {
  smcost::testDifferenceIsFound();
  smcost::testDecimals();
  smcost::testMillionRows();
  smcost::testSmallTablesAreInterpreted();
  smcost::testEdges();
  smcost::testProofEnds();
  smcost::testFailures();
  smcost::testGrowth();
  smcost::testDepth();
  smcost::testSharedConstants();
  smcost::testSignsOfCells();
  return smcost::test::finish("engine_test");
}
