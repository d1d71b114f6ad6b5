// Exact kernels beside the same formula in doubles, in one run: points of four columns, and a grid of two of them.
//
//   kernels speed [ROUNDS]           ratios, medians of interleaved rounds
//   kernels sweep POINTS THREADS     one sweep, for whoever looks at its time and memory
//   kernels sample DRAWS THREADS     the same of draws of ten uncertain inputs
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <random>
#include <string_view>
#include <vector>

#include "compiler/sweep/drawn_rows.h"
#include "compiler/sweep/frame.h"
#include "compiler/sweep/survey.h"
#include "test/bench/formula.h"
#include "test/bench/formula_in_doubles.h"

namespace smcost::bench {

namespace {

using program::ExprId;
using program::Op;

// The formula as expressions.
struct Exact {
  program::ExprPool* pool = nullptr;
  ExprId id;

  static Exact make(Op op, const Exact& a, const Exact& b, ExprId c = {}) { return {a.pool, a.pool->make(op, units::kNoDimension, a.id, b.id, c)}; }
  friend Exact operator+(const Exact& a, const Exact& b) { return make(Op::add, a, b); }
  friend Exact operator-(const Exact& a, const Exact& b) { return make(Op::sub, a, b); }
  friend Exact operator*(const Exact& a, const Exact& b) { return make(Op::mul, a, b); }
  friend Exact min(const Exact& a, const Exact& b) { return make(Op::min, a, b); }
  friend Exact max(const Exact& a, const Exact& b) { return make(Op::max, a, b); }
  friend Exact roundUp(const Exact& x) { return {x.pool, x.pool->round(x.id, x.pool->constant(1, units::kNoDimension), base::RoundingMode::ceil)}; }
  friend Exact ifGreater(const Exact& a, const Exact& b, const Exact& x, const Exact& y) { return make(Op::select, make(Op::lt, b, a), x, y.id); }
};

// Instances 1 to 64, up to two days by the second, 600 TB by the MB, 500 million requests by the thousand.
constexpr int64_t kMost[] = {64, 172'800, 600'000'000, 500'000};
const char* const kNames[] = {"instances", "hours", "gigabytes", "requests"};

base::Rational unitOf(size_t input) { return input == 0 ? base::Rational(1) : input == 1 ? base::Rational(1, 3600) : base::Rational(1, 1000); }

struct Formula {
  program::ExprPool pool;
  program::Shape shape;

  // Each input but the first is a sum of so many params.
  explicit Formula(uint32_t parts = 1) {
    Exact inputs[4];
    for (uint32_t i = 0; i < 4; ++i) {
      for (uint32_t part = 0; part < (i == 0 ? 1 : parts); ++part) {
        const Exact one{&pool, pool.param(static_cast<uint32_t>(shape.params.size()), units::kNoDimension)};
        shape.params.push_back({kNames[i], units::kNoDimension});
        inputs[i] = part == 0 ? one : inputs[i] + one;
      }
    }
    const auto number = [this](long a, long b) {
      base::Rational value(a, b);
      value.canonicalize();
      return Exact{&pool, pool.constant(value, units::kNoDimension)};
    };
    shape.outputs.push_back(formula(inputs[0], inputs[1], inputs[2], inputs[3], number).id);
    shape.output_names.emplace_back("total");
  }
};

// Rows that stand in memory, over and over.
class Table final : public sweep::Rows {
 public:
  explicit Table(uint64_t size) : size_(size) {
    std::mt19937_64 random(7);
    for (size_t i = 0; i < 4; ++i) {
      for (uint64_t row = 0; row < sweep::kRun; ++row) {
        const auto value = static_cast<int64_t>(1 + random() % static_cast<uint64_t>(kMost[i]));
        columns_[i].push_back(value);
        doubles[i].push_back(static_cast<double>(value) * unitOf(i).get_d());
      }
    }
  }
  uint64_t size() const override { return size_; }
  void fill(uint64_t begin, uint64_t end, const std::vector<int64_t*>& columns) const override {
    for (size_t i = 0; i < 4; ++i) std::memcpy(columns[i], columns_[i].data(), (end - begin) * sizeof(int64_t));
  }
  std::vector<double> doubles[4];

 private:
  uint64_t size_;
  std::vector<int64_t> columns_[4];
};

double seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

sweep::Domain columnsOf(std::unique_ptr<Table> table) {
  sweep::Domain domain;
  for (size_t i = 0; i < 4; ++i) domain.facts.push_back({unitOf(i), {1, kMost[i]}});
  domain.is_outer.assign(4, false);
  domain.outer = std::make_unique<sweep::Product>(0, std::vector<sweep::Axis>());
  domain.inner = std::move(table);
  return domain;
}

// 1,000 run times by 1,000 numbers of requests.
sweep::Domain grid(uint64_t side) {
  std::vector<sweep::Axis> axes;
  axes.push_back(*sweep::steppedAxis(7, 1, 1));
  axes.push_back(*sweep::steppedAxis(base::Rational(1, 60), base::Rational(1, 60), side));
  axes.push_back(*sweep::steppedAxis(20'000, 1, 1));
  axes.push_back(*sweep::steppedAxis(base::Rational(1, 10), base::Rational(1, 2), side));
  return sweep::gridOf(std::move(axes));
}

void speed(size_t rounds) {
  constexpr uint64_t kPoints = uint64_t{1} << 22;
  Formula formula;
  const std::vector<sweep::Question> questions = {{0, {}, {true, true, false}}};
  auto table = std::make_unique<Table>(kPoints);
  const Table& rows = *table;
  const sweep::Domain columns = columnsOf(std::move(table)), square = grid(1000);
  jit::Compiler compiler(false, nullptr, jit::Tuning::rows);
  std::unique_ptr<sweep::Kernels> over_columns, over_grid;
  const auto make = [&](const sweep::Domain& domain) { return sweep::Kernels::make(formula.pool, formula.shape, domain, questions, compiler); };
  const double cold = seconds([&] { over_columns = make(columns); }), warm = seconds([&] { over_grid = make(square); });
  std::vector<double> out(sweep::kRun);
  // Kernel beside kernel: the same rows, over and over.
  sweep::Frame frame(*over_columns);
  frame.enterOuter(0, 1);
  frame.enterInner(0, sweep::kRun);
  std::vector<double> doubles, exact, gridded, at_once;
  for (size_t round = 0; round <= rounds; ++round) {
    const double rival = seconds([&] {
      for (uint64_t i = 0; i < kPoints; i += sweep::kRun) {
        formulaInDoubles(rows.doubles[0].data(), rows.doubles[1].data(), rows.doubles[2].data(), rows.doubles[3].data(), out.data(), sweep::kRun);
      }
    });
    const double ours = seconds([&] {
      for (uint64_t i = 0; i < kPoints; i += sweep::kRun) frame.reduce(0);
    });
    const double squared = seconds([&] { for (int i = 0; i < 4; ++i) sweep::survey(*over_grid, 1, 1); });
    if (round == 0) continue;
    doubles.push_back(rival / kPoints);
    exact.push_back(ours / kPoints);
    gridded.push_back(squared / 4e6);
  }
  const double rival = median(doubles);
  for (const auto& [name, kernels, time] : {std::tuple{"columns", over_columns.get(), median(exact)}, std::tuple{"grid", over_grid.get(), median(gridded)}}) {
    const sweep::Facts facts = kernels->facts();
    std::printf("%s %.3f of doubles, %.0f M points/s, %u bits, %u lanes, %zu operations, terms %zu outer %zu inner\n", name, rival / time, 1e-6 / time, facts.width, facts.lanes,
                facts.operations, facts.outer_terms, facts.inner_terms);
  }
  std::printf("doubles %.0f M points/s\ncompile %.1f ms first, %.1f ms then\n", 1e-6 / rival, cold * 1e3, warm * 1e3);
}

void sweepOnce(uint64_t points, unsigned threads) {
  Formula formula;
  uint64_t side = 1;
  while ((side + 1) * (side + 1) <= points) ++side;
  const sweep::Domain domain = grid(side);
  jit::Compiler compiler(false, nullptr, jit::Tuning::rows);
  const auto kernels = sweep::Kernels::make(formula.pool, formula.shape, domain, {{0, {}, {true, true, false}}}, compiler);
  double time = 0;
  sweep::Tally tally;
  time = seconds([&] { tally = sweep::survey(*kernels, 1, threads); });
  std::printf("points %llu seconds %.6f least %s\n", static_cast<unsigned long long>(tally.points), time, tally.answers.front().least->figure.get_str().c_str());
}

// Ten uncertain inputs: instances, and three run times, stores and streams of requests, each lognormal.
void sampleOnce(uint64_t draws, unsigned threads) {
  const char* const kLow[] = {"4", "1", "1000", "1"};
  const char* const kHigh[] = {"16", "6", "20000", "20"};
  Formula formula(3);
  jit::Compiler compiler(false, nullptr, jit::Tuning::rows);
  sweep::Domain domain;
  std::vector<sweep::DrawnParam> params;
  double time = 0;
  sweep::Tally tally;
  const double making = seconds([&] {
    for (uint32_t param = 0; param < 10; ++param) {
      const size_t input = (param + 2) / 3;
      program::Distribution distribution;
      distribution.kind = program::Distribution::Kind::lognormal;
      distribution.low = base::Rational(kLow[input]);
      distribution.high = base::Rational(kHigh[input]);
      distribution.step = unitOf(input);
      std::vector<base::Rational> values;
      const std::optional<draws::Table> table = draws::tableOf(distribution);
      for (const program::ParameterValue& value : table->values) values.push_back(std::get<base::Rational>(value));
      params.push_back({param, draws::streamOf(std::to_string(param)), *sweep::listedAxis(values)});
      domain.facts.push_back(params.back().table.facts());
    }
  });
  domain.is_outer.assign(10, false);
  domain.outer = std::make_unique<sweep::Product>(0, std::vector<sweep::Axis>());
  domain.inner = std::make_unique<sweep::DrawnRows>(7, 0, draws, std::move(params), compiler);
  const auto kernels = sweep::Kernels::make(formula.pool, formula.shape, domain, {{0, {}, {true, true, true}}}, compiler);
  time = seconds([&] { tally = sweep::survey(*kernels, 1, threads); });
  std::printf("draws %llu seconds %.6f tables %.6f mean %.2f lanes %u width %u\n", static_cast<unsigned long long>(tally.points), time, making,
              base::Rational(tally.answers.front().sum / base::Rational(base::Integer(draws))).get_d(), kernels->facts().lanes, kernels->facts().width);
}

}  // namespace

}  // namespace smcost::bench

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "speed";
  if (mode == "speed") smcost::bench::speed(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 15);
  else if (argc > 3 && mode == "sample") smcost::bench::sampleOnce(std::strtoull(argv[2], nullptr, 10), static_cast<unsigned>(std::atoi(argv[3])));
  else if (argc > 3) smcost::bench::sweepOnce(std::strtoull(argv[2], nullptr, 10), static_cast<unsigned>(std::atoi(argv[3])));
  return 0;
}
