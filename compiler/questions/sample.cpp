#include "compiler/questions/sample.h"

#include <algorithm>

#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

// What becomes of the draws of a block, those that have a bill.
struct Part {
  Figures figures;
  std::vector<uint64_t> holding;
  std::vector<Figures> differences;                  // per condition on a percentile
  std::vector<std::vector<base::Rational>> rights;   // its right side, each value once, as far as there are two
  std::vector<std::string> reasons;
  uint64_t failed = 0;
};

// Two values are enough to know that it is not the same.
void note(std::vector<base::Rational>& seen, const base::Rational& value) {
  if (seen.size() < 2 && (seen.empty() || seen.front() != value)) seen.push_back(value);
}

void note(std::vector<base::Rational>& seen, const Figures& figures) {
  for (size_t row = 0; row < figures.size() && seen.size() < 2; ++row) {
    if (row == 0 || !figures.isSame(row, 0)) note(seen, figures.value(row));
  }
}

class Sampler {
 public:
  Sampler(Workers& workers, const Drawn& drawn, const SampleWish& wish)
      : workers_(workers), drawn_(drawn), wish_(wish), function_(workers.own(), drawn, wish.draws), differences_(wish.checks.size()), seen_(wish.checks.size()) {}

  Sample run() {
    try {
      drawAll();
      judgeAll();
      eachAlone();
      if (!figures_.isEmpty()) summarise();
    } catch (const base::Interrupted&) {
      // What is known is of the draws so far.
      sample_.is_stopped = true;
      judgeAll();
      if (!figures_.isEmpty()) summarise();
    }
    if (!sample_.is_stopped) findSpread();
    return std::move(sample_);
  }

 private:
  DrawnAnswers answersOf(BillFunction& function, uint64_t begin, uint64_t end) const {
    if (!wish_.billed) return function_.at(function, begin, end, std::vector<bool>(drawn_.count(), false));
    return wish_.billed(begin, end);
  }

  Part partOf(BillFunction& function, uint64_t begin, uint64_t end) const {
    DrawnAnswers answers = answersOf(function, begin, end);
    Part part;
    keepThoseWithBill(answers, part);
    const size_t checks = wish_.checks.size(), conditions = answers.figures.size() - 1 - 2 * checks;
    part.holding.resize(conditions);
    for (size_t i = 1; i <= conditions; ++i) {
      for (size_t row = 0; row < answers.figures[i].size(); ++row) part.holding[i - 1] += !answers.figures[i].isZero(row);
    }
    for (size_t i = 0; i < checks; ++i) {
      const Figures &left = answers.figures[conditions + 1 + 2 * i], &right = answers.figures[conditions + 2 + 2 * i];
      part.differences.push_back(difference(left, right));
      note(part.rights.emplace_back(), right);
    }
    part.figures = std::move(answers.figures.front());
    return part;
  }

  static void keepThoseWithBill(DrawnAnswers& answers, Part& part) {
    std::vector<bool> has_bill;
    for (const uint32_t failure : answers.failures) {
      has_bill.push_back(failure == 0);
      if (failure == 0) continue;
      ++part.failed;
      numberOf(answers.reasons[failure - 1], part.reasons);
    }
    if (part.failed == 0) return;
    for (Figures& figures : answers.figures) figures.keep(has_bill);
  }

  void add(Part&& part) {
    sample_.draws += part.failed + part.figures.size();
    figures_.append(std::move(part.figures));
    sample_.failed += part.failed;
    for (const std::string& reason : part.reasons) numberOf(reason, sample_.reasons);
    sample_.holding.resize(part.holding.size());
    for (size_t i = 0; i < differences_.size(); ++i) {
      differences_[i].append(std::move(part.differences[i]));
      for (const base::Rational& right : part.rights[i]) note(seen_[i], right);
    }
    for (size_t i = 0; i < part.holding.size(); ++i) sample_.holding[i] += part.holding[i];
  }

  void drawAll() {
    workers_.run<Part>(
        (wish_.draws + kBlock - 1) / kBlock,
        [&](BillFunction& function, uint64_t block) { return partOf(function, block * kBlock, std::min(wish_.draws, (block + 1) * kBlock)); },
        [&](Part&& part) { add(std::move(part)); });
  }

  void findSpread() {
    const uint64_t pairs = wish_.pairs.value_or(std::max(kLeastPairs, wish_.draws / (drawn_.count() + 2)));
    if (pairs == 0 || variance_ == 0) return;
    try {
      sample_.spread = spread(workers_, function_, drawn_, pairs, *sample_.mean, rootUp(variance_));
    } catch (const base::Interrupted&) {
      sample_.is_stopped = true;
    }
  }

  void summarise() {
    const base::Rational count(base::Integer(figures_.size()));
    sample_.mean = figures_.sum() / count;
    if (figures_.size() > 1) variance_ = (figures_.squares() - *sample_.mean * *sample_.mean * count) / (count - 1);
    sample_.error = kStandardErrors * rootUp(variance_ / count);
    sample_.percentiles = percentilesOf(figures_, wish_.percents);
  }

  void judgeAll() {
    sample_.judged.clear();
    for (size_t i = 0; i < wish_.checks.size(); ++i) {
      std::optional<Judged>& judged = sample_.judged.emplace_back();
      Figures& differences = differences_[i];
      if (differences.isEmpty()) continue;
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
  const DrawnFunction function_;
  Sample sample_;
  Figures figures_;
  base::Rational variance_ = 0;                           // of the figures
  std::vector<Figures> differences_;                      // as those of a part
  std::vector<std::vector<base::Rational>> seen_;
};

}  // namespace

std::optional<Likely> Sample::holds(size_t condition) const {
  if (draws == failed) return std::nullopt;
  return likelyShare(holding[condition], draws - failed);
}

bool Sample::allHold() const {
  return std::all_of(judged.begin(), judged.end(), [](const auto& one) { return one && one->verdict == Verdict::holds; });
}

Sample sample(Workers& workers, const Drawn& drawn, const SampleWish& wish) { return Sampler(workers, drawn, wish).run(); }

}  // namespace smcost::questions
