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
  std::vector<std::string> reasons;
  uint64_t failed = 0;
};

class Sampler {
 public:
  Sampler(Workers& workers, const Drawn& drawn, const SampleWish& wish) : workers_(workers), drawn_(drawn), wish_(wish) {}

  Sample run() {
    sample_.draws = wish_.draws;
    figures_.reserve(wish_.draws);
    workers_.run<Part>(
        (wish_.draws + kBlock - 1) / kBlock,
        [&](BillFunction& function, uint64_t block) { return partOf(function, block * kBlock, std::min(wish_.draws, (block + 1) * kBlock)); },
        [&](Part&& part) { add(std::move(part)); });
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
    part.holding.resize(answers.figures.size() - 1);
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
      for (size_t i = 1; i < answers.figures.size(); ++i) part.holding[i - 1] += answers.figures[i][row] != 0;
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
    for (size_t i = 0; i < part.holding.size(); ++i) sample_.holding[i] += part.holding[i];
  }

  // The variance of the figures.
  base::Rational summarise() {
    const base::Rational count(base::Integer(figures_.size()));
    sample_.mean = sum_.value() / count;
    base::Rational variance = 0;
    if (figures_.size() > 1) variance = (squares_.value() - *sample_.mean * *sample_.mean * count) / (count - 1);
    sample_.error = kStandardErrors * rootUp(variance / count);
    percentiles();
    return variance;
  }

  // By ranks: how many of the draws lie below is as when coins are thrown.
  void percentiles() {
    const base::Rational count(base::Integer(figures_.size()));
    std::vector<size_t> ranks;
    const auto rank = [&](const base::Rational& wanted) {
      const base::Integer index = base::roundTo(wanted, 1, base::RoundingMode::ceil).get_num() - 1, last(figures_.size() - 1);
      ranks.push_back(index < 0 ? 0 : std::min(index, last).get_ui());
    };
    for (const int percent : wish_.percents) {
      const base::Rational part(percent, 100), middle = count * part, spread = kStandardErrors * rootUp(count * part * (1 - part));
      for (const base::Rational& wanted : {middle, base::Rational(middle - spread), base::Rational(middle + spread)}) rank(wanted);
    }
    std::vector<size_t> ascending = ranks;
    std::sort(ascending.begin(), ascending.end());
    ascending.erase(std::unique(ascending.begin(), ascending.end()), ascending.end());
    auto begin = figures_.begin();
    for (const size_t one : ascending) {
      const auto place = figures_.begin() + static_cast<std::ptrdiff_t>(one);
      std::nth_element(begin, place, figures_.end());
      begin = place + 1;  // what stands there stays
    }
    for (size_t i = 0; i < wish_.percents.size(); ++i) {
      sample_.percentiles.push_back({wish_.percents[i], figures_[ranks[3 * i]], figures_[ranks[3 * i + 1]], figures_[ranks[3 * i + 2]]});
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
  Sum sum_, squares_;
};

}  // namespace

std::optional<Likely> Sample::holds(size_t figure) const {
  if (draws == failed) return std::nullopt;
  return likelyShare(holding[figure], draws - failed);
}

Sample sample(Workers& workers, const Drawn& drawn, const SampleWish& wish) { return Sampler(workers, drawn, wish).run(); }

}  // namespace smcost::questions
