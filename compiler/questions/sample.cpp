#include "compiler/questions/sample.h"

#include <algorithm>

#include "compiler/questions/axes.h"
#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

constexpr int kPercents[] = {5, 50, 90, 95, 99};
constexpr int kShownDigits = 12;
// 1.96 standard deviations: 95 of 100.
const base::Rational kSure(196, 100);

// Rounded down to so many decimals: of statistics only.
base::Rational root(const base::Rational& x) {
  const base::Rational scale = base::powerOfTen(kShownDigits);
  const base::Rational scaled = x * scale * scale;
  return base::Rational(sqrt(base::Integer(scaled.get_num() / scaled.get_den()))) / scale;
}

class Sampler {
 public:
  Sampler(BillFunction& function, const program::Program& program, const draws::Draws& draws)
      : function_(function), program_(program), draws_(draws) {}

  Sample run(uint64_t count) {
    for (uint64_t begin = 0; begin < count; begin += kBlock) {
      const uint64_t end = std::min(count, begin + kBlock);
      std::vector<Column> columns;
      for (const draws::Draws::Uncertain& one : draws_.uncertain()) {
        Column& column = columns.emplace_back();
        for (uint64_t draw = begin; draw < end; ++draw) column.push_back(valueAt(one, draws_.entry(one, draw)));
      }
      try {
        base::checkInterrupt();
        add(function_.at(columns));
      } catch (const base::Interrupted&) {
        sample_.is_stopped = true;
        break;
      }
      sample_.draws = end;
    }
    if (!figures_.empty()) summarise();
    if (!sample_.is_stopped) eachAlone();
    sample_.made = function_.made();
    return std::move(sample_);
  }

 private:
  const program::Parameter& parameterOf(const draws::Draws::Uncertain& one) const { return program_.parameters[one.parameter]; }
  Value valueAt(const draws::Draws::Uncertain& one, uint32_t entry) const {
    return valueOf(program_, parameterOf(one), one.table->values[entry]).value_or(base::Rational(0));
  }

  void add(const Answers& answers) {
    sample_.holding.resize(answers.figures.size() - 1);
    for (size_t row = 0; row < answers.failures.size(); ++row) {
      if (answers.failed(row)) {
        ++sample_.failed;
        numberOf(answers.reason(row), sample_.reasons);
        continue;
      }
      figures_.push_back(answers.figures.front()[row]);
      for (size_t i = 1; i < answers.figures.size(); ++i) sample_.holding[i - 1] += answers.figures[i][row] != 0;
    }
  }

  void summarise() {
    const base::Rational count(base::Integer(figures_.size()));
    base::Rational sum = 0, squares = 0;
    for (const base::Rational& figure : figures_) sum += figure;
    sample_.mean = sum / count;
    for (const base::Rational& figure : figures_) squares += (figure - *sample_.mean) * (figure - *sample_.mean);
    if (figures_.size() > 1) sample_.error = kSure * root(squares / (count - 1) / count);
    std::sort(figures_.begin(), figures_.end());
    for (const int percent : kPercents) sample_.percentiles.push_back(percentile(percent));
  }

  // By ranks: how many of the draws lie below is as when coins are thrown.
  Percentile percentile(int percent) const {
    const base::Rational count(base::Integer(figures_.size())), part(percent, 100);
    const base::Rational rank = count * part, spread = kSure * root(count * part * (1 - part));
    const auto at = [&](const base::Rational& wanted) -> const base::Rational& {
      const base::Integer index = base::roundTo(wanted, 1, base::RoundingMode::ceil).get_num() - 1;
      const base::Integer last(figures_.size() - 1);
      return figures_[index < 0 ? 0 : index > last ? last.get_ui() : index.get_ui()];
    };
    return {percent, at(rank), at(rank - spread), at(rank + spread)};
  }

  void eachAlone() {
    std::vector<Column> columns(draws_.uncertain().size());
    for (size_t moved = 0; moved < columns.size(); ++moved) {
      for (const int percent : {5, 95}) {
        for (size_t i = 0; i < columns.size(); ++i) {
          const draws::Draws::Uncertain& one = draws_.uncertain()[i];
          // Of 2,050 quantiles the 5th and 95th percentile are among the entries.
          const uint32_t entry = static_cast<uint32_t>(uint64_t{one.table->size()} * static_cast<unsigned>(percent) / 100);
          const Value usual = valueOf(program_, parameterOf(one), parameterOf(one).value).value_or(base::Rational(0));
          columns[i].push_back(i == moved ? valueAt(one, std::min(entry, one.table->size() - 1)) : usual);
        }
      }
    }
    if (columns.empty()) return;
    const Answers answers = function_.at(columns);
    for (size_t moved = 0; moved < columns.size(); ++moved) {
      const auto figure = [&](size_t point) {
        return answers.failed(point) ? std::nullopt : std::optional(answers.figures.front()[point]);
      };
      sample_.alone.push_back({parameterOf(draws_.uncertain()[moved]).name, figure(2 * moved), figure(2 * moved + 1)});
    }
  }

  BillFunction& function_;
  const program::Program& program_;
  const draws::Draws& draws_;
  Sample sample_;
  std::vector<base::Rational> figures_;
};

}  // namespace

Sample sample(BillFunction& function, const program::Program& program, const draws::Draws& draws, uint64_t count) {
  return Sampler(function, program, draws).run(count);
}

}  // namespace smcost::questions
