#include "compiler/questions/sample.h"

#include <algorithm>
#include <iterator>

namespace smcost::questions {

namespace {

// What becomes of the draws of a block.
struct Part {
  std::vector<base::Rational> figures;       // of those that have a bill
  Sum sum, squares;
  std::vector<uint64_t> holding;
  std::vector<std::vector<base::Rational>> differences;   // per condition on a percentile
  std::vector<std::vector<base::Rational>> rights;        // its right side, each value once, as far as there are two
  std::vector<std::string> reasons;
  uint64_t failed = 0;
};

// Two values are enough to know that it is not the same.
void note(std::vector<base::Rational>& seen, const base::Rational& value) {
  if (seen.size() < 2 && (seen.empty() || seen.front() != value)) seen.push_back(value);
}

class Sampler {
 public:
  Sampler(Workers& workers, const Drawn& drawn, const SampleWish& wish)
      : workers_(workers), drawn_(drawn), wish_(wish), differences_(wish.checks.size()), seen_(wish.checks.size()) {}

  Sample run() {
    sample_.draws = wish_.draws;
    figures_.reserve(wish_.draws);
    workers_.run<Part>(
        (wish_.draws + kBlock - 1) / kBlock,
        [&](BillFunction& function, uint64_t block) { return partOf(function, block * kBlock, std::min(wish_.draws, (block + 1) * kBlock)); },
        [&](Part&& part) { add(std::move(part)); });
    judgeAll();
    eachAlone();
    if (figures_.empty()) return std::move(sample_);
    const base::Rational variance = summarise();
    const uint64_t pairs = wish_.pairs.value_or(std::max(kLeastPairs, wish_.draws / (drawn_.count() + 2)));
    if (pairs > 0 && variance > 0) sample_.spread = spread(workers_, drawn_, pairs, *sample_.mean, rootUp(variance));
    return std::move(sample_);
  }

 private:
  Part partOf(BillFunction& function, uint64_t begin, uint64_t end) const {
    std::vector<Column> columns(drawn_.count());
    for (size_t i = 0; i < columns.size(); ++i) {
      columns[i].reserve(end - begin);
      for (uint64_t draw = begin; draw < end; ++draw) columns[i].push_back(drawn_.value(i, draw));
    }
    Answers answers = function.at(columns);
    Part part;
    const size_t checks = wish_.checks.size(), conditions = answers.figures.size() - 1 - 2 * checks;
    part.holding.resize(conditions);
    part.differences.resize(checks);
    part.rights.resize(checks);
    for (size_t row = 0; row < answers.failures.size(); ++row) {
      if (answers.failed(row)) {
        ++part.failed;
        numberOf(answers.reason(row), part.reasons);
        continue;
      }
      base::Rational& figure = answers.figures.front()[row];
      part.sum.add(figure);
      part.squares.addSquare(figure);
      part.figures.push_back(std::move(figure));
      for (size_t i = 1; i <= conditions; ++i) part.holding[i - 1] += answers.figures[i][row] != 0;
      for (size_t i = 0; i < checks; ++i) {
        const base::Rational &left = answers.figures[conditions + 1 + 2 * i][row], &right = answers.figures[conditions + 2 + 2 * i][row];
        part.differences[i].push_back(left - right);
        note(part.rights[i], right);
      }
    }
    return part;
  }

  void add(Part&& part) {
    sum_.add(part.sum);
    squares_.add(part.squares);
    figures_.insert(figures_.end(), std::make_move_iterator(part.figures.begin()), std::make_move_iterator(part.figures.end()));
    sample_.failed += part.failed;
    for (const std::string& reason : part.reasons) numberOf(reason, sample_.reasons);
    sample_.holding.resize(part.holding.size());
    for (size_t i = 0; i < differences_.size(); ++i) {
      std::move(part.differences[i].begin(), part.differences[i].end(), std::back_inserter(differences_[i]));
      for (const base::Rational& right : part.rights[i]) note(seen_[i], right);
    }
    for (size_t i = 0; i < part.holding.size(); ++i) sample_.holding[i] += part.holding[i];
  }

  // The variance of the figures.
  base::Rational summarise() {
    const base::Rational count(base::Integer(figures_.size()));
    sample_.mean = sum_.value() / count;
    base::Rational variance = 0;
    if (figures_.size() > 1) variance = (squares_.value() - *sample_.mean * *sample_.mean * count) / (count - 1);
    sample_.error = kStandardErrors * rootUp(variance / count);
    sample_.percentiles = percentilesOf(figures_, wish_.percents);
    return variance;
  }

  void judgeAll() {
    for (size_t i = 0; i < wish_.checks.size(); ++i) {
      std::optional<Judged>& judged = sample_.judged.emplace_back();
      std::vector<base::Rational>& differences = differences_[i];
      if (differences.empty()) continue;
      judged.emplace();
      judged->left = percentilesOf(differences, {wish_.checks[i].percent}).front();
      // What has no bill may lie anywhere.
      judged->verdict = sample_.failed > 0 ? Verdict::uncertain : judge(judged->left, wish_.checks[i].sign);
      if (seen_[i].size() != 1) continue;
      judged->right = seen_[i].front();
      for (base::Rational* end : {&judged->left.value, &judged->left.low, &judged->left.high}) *end += *judged->right;
    }
  }

  void eachAlone() {
    std::vector<Column> columns(drawn_.count());
    for (size_t moved = 0; moved < columns.size(); ++moved) {
      for (const unsigned percent : {5U, 95U}) {
        for (size_t i = 0; i < columns.size(); ++i) {
          // Of 2,050 quantiles the 5th and 95th percentile are among the entries.
          const Column& table = drawn_.table(i);
          columns[i].push_back(i == moved ? table[std::min(table.size() * percent / 100, table.size() - 1)] : drawn_.usual(i));
        }
      }
    }
    if (columns.empty()) return;
    const Answers answers = workers_.own().at(columns);
    for (size_t moved = 0; moved < columns.size(); ++moved) {
      const auto figure = [&](size_t point) {
        return answers.failed(point) ? std::nullopt : std::optional(answers.figures.front()[point]);
      };
      sample_.alone.push_back({drawn_.name(moved), figure(2 * moved), figure(2 * moved + 1)});
    }
  }

  Workers& workers_;
  const Drawn& drawn_;
  const SampleWish& wish_;
  Sample sample_;
  std::vector<base::Rational> figures_;
  std::vector<std::vector<base::Rational>> differences_, seen_;   // as those of a part
  Sum sum_, squares_;
};

}  // namespace

std::optional<Likely> Sample::holds(size_t condition) const {
  if (draws == failed) return std::nullopt;
  return likelyShare(holding[condition], draws - failed);
}

Sample sample(Workers& workers, const Drawn& drawn, const SampleWish& wish) { return Sampler(workers, drawn, wish).run(); }

}  // namespace smcost::questions
