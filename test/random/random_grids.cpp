// Random programs over grids of random values: what kernels keep of all points, against the reference at each of them.
//
//   random_grids [--seed N] [--count N]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

#include "compiler/reference/reference_engine.h"
#include "compiler/sweep/survey.h"
#include "test/random/sample.h"

namespace smcost::random_test {

namespace {

using base::Rational;

struct Counts {
  uint64_t grids = 0, points = 0, failing = 0, beyond = 0, lanes = 0, staged = 0, conditions = 0, wide = 0;
};

// The reference at all points, the last column's values behind each other.
runtime::TableResult atAllPoints(const program::ExprPool& pool, const program::Shape& shape, const std::vector<std::vector<Rational>>& values) {
  program::CellStore cells;
  program::Table table;
  table.rows = 1;
  for (const auto& column : values) table.rows *= static_cast<uint32_t>(column.size());
  uint32_t stride = table.rows;
  for (const auto& column : values) {
    stride /= static_cast<uint32_t>(column.size());
    auto& to = table.columns.emplace_back();
    for (uint32_t point = 0; point < table.rows; ++point) to.push_back(cells.cell(column[point / stride % column.size()]));
  }
  runtime::TableRequest request{&shape, &table};
  return std::move(reference::makeEngine()->evaluate(pool, cells, std::span(&request, 1)).front());
}

class Grid {
 public:
  Grid(uint64_t seed, Counts& counts) : random_(seed), counts_(counts), sample_(makeSample(seed, dimensions_)) {}

  // What is wrong; empty: nothing.
  std::string run() {
    addCondition();
    const Built built = build(sample_, pool_, cells_);
    std::vector<sweep::Axis> axes;
    for (const auto& column : sample_.columns) {
      auto& values = values_.emplace_back();
      for (const SampleCell& cell : column) values.push_back(Rational(cell.mantissa) * cell.scale);
      if (random_() % 2 == 0) spread(values);
      auto axis = sweep::listedAxis(values);
      if (!axis) return ++counts_.beyond, std::string();
      axes.push_back(std::move(*axis));
    }
    const sweep::Domain domain = sweep::gridOf(std::move(axes));
    if (domain.size() > kMostPoints) return {};
    ask(built.shape);
    jit::Compiler compiler(true, nullptr, jit::Tuning::rows);
    const auto kernels = sweep::Kernels::make(pool_, built.shape, domain, questions_, compiler);
    if (!kernels) return ++counts_.beyond, std::string();
    ++counts_.grids;
    counts_.points += domain.size();
    counts_.lanes += kernels->facts().lanes > 1;
    counts_.wide += kernels->facts().width > 64;
    counts_.staged += kernels->facts().outer_terms + kernels->facts().inner_terms > 0;
    others_ = static_cast<uint32_t>(random_() % (built.shape.sites.size() + 1));
    ignored_ = static_cast<uint32_t>(random_() % (others_ + 1));
    const runtime::TableResult exact = atAllPoints(pool_, built.shape, values_);
    for (const unsigned threads : {1U, 3U}) {
      std::vector<uint64_t> told;
      const sweep::Tally tally =
          sweep::survey(*kernels, questions_.size(), threads, {ignored_, others_}, [&](const std::vector<uint64_t>& points) { told.insert(told.end(), points.begin(), points.end()); });
      if (std::string difference = compare(exact, tally, std::move(told)); !difference.empty()) return difference;
    }
    return {};
  }

 private:
  static constexpr uint64_t kMostPoints = 60'000;

  // A column of more values than lanes, some twice.
  void spread(std::vector<Rational>& values) {
    const size_t wanted = 8 + random_() % (random_() % 2 == 0 ? 60 : 250);
    while (values.size() < wanted) values.push_back(values[random_() % values.size()] + Rational(static_cast<int>(random_() % 7)));
  }

  // A truth value that outputs can be asked under.
  void addCondition() {
    std::vector<int> truths;
    for (size_t i = 0; i < sample_.nodes.size(); ++i) {
      const program::Op op = sample_.nodes[i].op;
      if (op == program::Op::lt || op == program::Op::le || op == program::Op::eq || op == program::Op::not_) truths.push_back(static_cast<int>(i));
    }
    if (truths.empty()) return;
    for (size_t i = random_() % 3; i-- > 0;) {
      conditions_.push_back(sample_.outputs.size());
      sample_.outputs.push_back(truths[random_() % truths.size()]);
    }
  }

  void ask(const program::Shape& shape) {
    for (size_t output = 0; output < shape.outputs.size(); ++output) {
      sweep::Question question{output, {}, {random_() % 2 == 0, random_() % 2 == 0, random_() % 2 == 0}};
      if (!question.keeps.isReduced()) question.keeps.least = true;
      if (random_() % 2 == 0) question.where = conditions_;
      counts_.conditions += !question.where.empty();
      questions_.push_back(std::move(question));
    }
  }

  // Bit for bit, places and failures too.
  std::string compare(const runtime::TableResult& exact, const sweep::Tally& tally, std::vector<uint64_t> told) {
    std::vector<sweep::Answer> answers(questions_.size());
    std::map<uint32_t, sweep::Failure> failures;
    std::vector<uint64_t> others;
    uint64_t points = 0;
    for (uint64_t point = 0; point < exact.outputs.front().size(); ++point) {
      if (!exact.failures.empty() && exact.failures[point] != 0) {
        const uint32_t site = exact.failures[point] - 1;
        if (site < others_) {
          if (site >= ignored_) others.push_back(point);
          continue;
        }
        ++failures.try_emplace(site, sweep::Failure{0, point}).first->second.count;
        continue;
      }
      ++points;
      for (size_t i = 0; i < questions_.size(); ++i) note(exact, point, questions_[i], answers[i]);
    }
    counts_.failing += others.size();
    std::sort(told.begin(), told.end());
    if (told != others) return "other points than those that are left";
    if (points != tally.points || failures.size() != tally.failures.size()) return "another number of failures";
    for (const auto& [site, failure] : failures) {
      const auto found = tally.failures.find(site);
      if (found == tally.failures.end() || found->second.count != failure.count || found->second.first != failure.first) return "another failure";
    }
    for (size_t i = 0; i < questions_.size(); ++i) {
      if (!isSame(answers[i].least, tally.answers[i].least)) return "another least one of question " + std::to_string(i);
      if (!isSame(answers[i].greatest, tally.answers[i].greatest)) return "another greatest one of question " + std::to_string(i);
      if (questions_[i].keeps.sum && answers[i].sum != tally.answers[i].sum) return "another sum of question " + std::to_string(i);
    }
    return {};
  }

  static void note(const runtime::TableResult& exact, uint64_t point, const sweep::Question& question, sweep::Answer& answer) {
    for (const size_t condition : question.where) {
      if (exact.outputs[condition].isZero(point)) return;
    }
    const Rational value = exact.outputs[question.output].value(point);
    answer.sum += value;
    if (question.keeps.least && (!answer.least || value < answer.least->figure)) answer.least = {value, point};
    if (question.keeps.greatest && (!answer.greatest || value > answer.greatest->figure)) answer.greatest = {value, point};
  }

  static bool isSame(const std::optional<sweep::Extreme>& a, const std::optional<sweep::Extreme>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return a->figure == b->figure && a->point == b->point;
  }

  std::mt19937_64 random_;
  Counts& counts_;
  units::Dimensions dimensions_;
  Sample sample_;
  program::ExprPool pool_;
  program::CellStore cells_;
  std::vector<std::vector<Rational>> values_;   // per column
  std::vector<size_t> conditions_;              // outputs
  std::vector<sweep::Question> questions_;
  uint32_t ignored_ = 0, others_ = 0;
};

// Quotients about whole numbers and ties, of small and of the largest numbers that doubles could hold, by any divisor and by any mode: least, greatest and sum
// against the reference. And a row that fails though its condition does not hold.
class Quotients {
 public:
  explicit Quotients(uint64_t seed) : random_(seed) {}

  std::string run() {
    program::Shape shape;
    shape.name = "quotients";
    shape.params = {{"x", units::kNoDimension}, {"y", units::kNoDimension}};
    const auto number = [&](const Rational& value) { return pool_.constant(value, units::kNoDimension); };
    const program::ExprId x = pool_.param(0, units::kNoDimension), y = pool_.param(1, units::kNoDimension);
    const unsigned long divisor = 2 + random_() % (random_() % 2 == 0 ? 60 : 5000);
    // Halves of the divisor, one more, one less; from 0, below it, or up to 2^48, 2^53 and 2^61.
    const unsigned long half = std::max(1UL, divisor / 2);
    const int bits[] = {0, 0, 48, 53, 61};
    Rational first = Rational(base::Integer(1) << static_cast<unsigned long>(bits[random_() % 5]));
    if (random_() % 2 == 0) first = 0;
    else first -= Rational(base::Integer(half * (random_() % 400)));
    const Rational step = random_() % 2 == 0 ? Rational(1) : Rational(base::Integer(half));
    for (const auto mode : {base::RoundingMode::down, base::RoundingMode::floor, base::RoundingMode::ceil, base::RoundingMode::up, base::RoundingMode::half_up,
                            base::RoundingMode::half_even}) {
      shape.outputs.push_back(pool_.round(x, number(Rational(base::Integer(divisor))), mode));
      // By what is not the same in all rows.
      shape.outputs.push_back(pool_.round(pool_.make(program::Op::div, units::kNoDimension, x, y), number(1), mode));
    }
    // The condition holds before the row that fails.
    const program::ExprId failing = number(first + step * 290);
    shape.outputs.push_back(pool_.make(program::Op::lt, units::kNoDimension, x, failing));
    shape.outputs.push_back(pool_.make(program::Op::div, units::kNoDimension, number(1), pool_.make(program::Op::sub, units::kNoDimension, x, failing)));
    for (const program::ExprId output : shape.outputs) {
      shape.output_names.emplace_back();
      if (pool_[output].op == program::Op::div) shape.sites.push_back({program::Site::Kind::division, {}, "divisor", output});
    }
    constexpr uint64_t kValues = 300, kDivisors = 5;
    std::vector<sweep::Axis> axes = {*sweep::steppedAxis(first, step, kValues), *sweep::steppedAxis(Rational(base::Integer(divisor)), 1, kDivisors)};
    std::vector<std::vector<Rational>> values(2);
    for (uint64_t i = 0; i < kValues; ++i) values[0].push_back(first + step * Rational(base::Integer(i)));
    for (uint64_t i = 0; i < kDivisors; ++i) values[1].push_back(Rational(base::Integer(divisor + i)));
    return compare(shape, sweep::gridOf(std::move(axes)), atAllPoints(pool_, shape, values));
  }

 private:
  std::string compare(const program::Shape& shape, const sweep::Domain& domain, const runtime::TableResult& exact) {
    std::vector<sweep::Question> questions;
    for (size_t i = 0; i + 2 < shape.outputs.size(); ++i) questions.push_back({i, {shape.outputs.size() - 2}, {true, true, true}});
    jit::Compiler compiler(true, nullptr, jit::Tuning::rows);
    const auto kernels = sweep::Kernels::make(pool_, shape, domain, questions, compiler);
    if (!kernels) return "quotients do not prove";
    const sweep::Tally tally = sweep::survey(*kernels, questions.size(), 1);
    uint64_t failed = 0;
    for (const uint32_t failure : exact.failures) failed += failure != 0;
    if (tally.points + failed != domain.size()) return "another number of quotients fails";
    for (size_t i = 0; i < questions.size(); ++i) {
      Rational sum = 0;
      for (uint64_t point = 0; point < domain.size(); ++point) {
        const bool has_failed = !exact.failures.empty() && exact.failures[point] != 0;
        if (!has_failed && !exact.outputs[shape.outputs.size() - 2].isZero(point)) sum += exact.outputs[i].value(point);
      }
      if (sum != tally.answers[i].sum) return "another sum of quotients in mode " + std::to_string(i);
    }
    return {};
  }

  std::mt19937_64 random_;
  program::ExprPool pool_;
};

int run(uint64_t seed, uint64_t count) {
  Counts counts;
  for (uint64_t i = seed; i < seed + count; ++i) {
    const std::string difference = Quotients(i).run();
    if (difference.empty()) continue;
    std::printf("kernels and reference differ, random_grids --seed %llu --count 1: %s\n", static_cast<unsigned long long>(i), difference.c_str());
    return 1;
  }
  for (uint64_t i = seed; i < seed + count; ++i) {
    const std::string difference = Grid(i, counts).run();
    if (difference.empty()) continue;
    std::printf("kernels and reference differ, random_grids --seed %llu --count 1: %s\n", static_cast<unsigned long long>(i), difference.c_str());
    return 1;
  }
  const auto number = [](uint64_t n) { return static_cast<unsigned long long>(n); };
  std::printf("%llu grids of %llu points (%llu in lanes, %llu staged, %llu above 64 bits, %llu conditions, %llu points left), %llu beyond: no difference\n", number(counts.grids),
              number(counts.points), number(counts.lanes), number(counts.staged), number(counts.wide), number(counts.conditions), number(counts.failing), number(counts.beyond));
  return 0;
}

}  // namespace

}  // namespace smcost::random_test

int main(int argc, char** argv) {
  uint64_t seed = 1, count = 200;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--seed") seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--count") count = std::strtoull(argv[i + 1], nullptr, 10);
  }
  return smcost::random_test::run(seed, count);
}
