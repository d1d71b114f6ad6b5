#include "compiler/questions/drawn_function.h"

#include <algorithm>
#include <utility>

#include "compiler/questions/joined_function.h"
#include "compiler/sweep/drawn_rows.h"
#include "compiler/sweep/frame.h"
#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

// Which param each is drawn for, and from which numbers; none: names are drawn, or longer numbers.
std::optional<std::vector<sweep::DrawnParam>> paramsOf(const Drawn& drawn) {
  std::vector<sweep::DrawnParam> params;
  for (uint32_t i = 0; i < drawn.count(); ++i) {
    std::vector<base::Rational> values;
    for (const Value& value : drawn.table(i)) {
      const base::Rational* number = std::get_if<base::Rational>(&value);
      if (number == nullptr) return std::nullopt;
      values.push_back(*number);
    }
    auto table = sweep::listedAxis(values);
    if (!table) return std::nullopt;
    params.push_back({i, drawn.stream(i), std::move(*table)});
  }
  return params;
}

std::vector<Column> valuesAt(const Drawn& drawn, const std::vector<uint64_t>& draws, const std::vector<bool>& is_second) {
  std::vector<Column> columns(drawn.count());
  for (size_t i = 0; i < columns.size(); ++i) {
    columns[i].reserve(draws.size());
    for (const uint64_t draw : draws) columns[i].push_back(drawn.value(i, is_second[i] ? draws::kSecondSet + draw : draw));
  }
  return columns;
}

}  // namespace

struct DrawnFunction::Code {
  std::unique_ptr<Piece> piece;
  JoinedFunction joined;
  jit::Compiler compiler{false, nullptr, jit::Tuning::rows};
  sweep::Domain domain;
  std::unique_ptr<sweep::DrawnRows> rows;   // of all draws there are
  std::unique_ptr<sweep::Kernels> kernels;

  // None when no kernels can answer, or hardly any draw would be theirs.
  static std::unique_ptr<Code> make(BillFunction& first, const Drawn& drawn) {
    auto params = paramsOf(drawn);
    if (!params) return nullptr;
    auto code = std::make_unique<Code>();
    std::vector<Value> values;
    for (size_t i = 0; i < drawn.count(); ++i) values.push_back(drawn.table(i)[drawn.table(i).size() / 2]);
    code->piece = first.pieceAt(std::move(values));
    if (std::any_of(code->piece->fixed.begin(), code->piece->fixed.end(), [](bool fixed) { return fixed; })) return nullptr;
    auto joined = join(code->piece.get(), first.figures().size(), {});
    if (!joined) return nullptr;
    code->joined = std::move(*joined);
    std::vector<sweep::Question> questions;
    for (size_t i = 0; i < first.figures().size(); ++i) questions.push_back({i, {}, {}});
    for (const sweep::DrawnParam& param : *params) code->domain.facts.push_back(param.table.facts());
    code->domain.is_outer.assign(params->size(), false);
    code->rows = std::make_unique<sweep::DrawnRows>(drawn.seed(), 0, draws::kMostDraws, std::move(*params), code->compiler);
    code->kernels = sweep::Kernels::make(code->joined.function.pool, code->joined.function.shape, code->domain, questions, code->compiler);
    const auto has_numbers = [&](size_t i) { return !code->kernels->output(i).den && code->kernels->widthOf(code->kernels->output(i).num) <= 128; };
    for (size_t i = 0; i < questions.size(); ++i) {
      if (!code->kernels || !has_numbers(i)) return nullptr;
    }
    return code;
  }
};

struct DrawnFunction::Thread {
  sweep::Frame frame;
  std::vector<std::vector<int64_t>> columns;   // per param

  explicit Thread(Code& code) : frame(*code.kernels), columns(code.domain.facts.size(), std::vector<int64_t>(sweep::kRun + sweep::kRowsTogether)) {}
};

DrawnFunction::DrawnFunction(BillFunction& first, const Drawn& drawn, uint64_t draws)
    : drawn_(drawn), figures_(first.figures().size()), code_(draws < first.worthKernels() ? nullptr : Code::make(first, drawn)) {}

DrawnFunction::~DrawnFunction() = default;

std::unique_ptr<DrawnFunction::Thread> DrawnFunction::takeThread() const {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::make_unique<Thread>(*code_);
  auto thread = std::move(idle_.back());
  idle_.pop_back();
  return thread;
}

DrawnAnswers DrawnFunction::at(BillFunction& function, uint64_t begin, uint64_t end, const std::vector<bool>& is_second) const {
  DrawnAnswers answers;
  answers.failures.resize(end - begin);
  if (!code_) {
    std::vector<uint64_t> all(end - begin);
    for (uint64_t i = 0; i < all.size(); ++i) all[i] = begin + i;
    Answers found = function.at(valuesAt(drawn_, all, is_second));
    answers.failures = std::move(found.failures);
    answers.reasons = std::move(found.reasons);
    for (auto& figure : found.figures) answers.figures.emplace_back(std::move(figure));
    return answers;
  }
  auto thread = takeThread();
  run(*thread, function, begin, end, is_second, answers);
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(thread));
  return answers;
}

void DrawnFunction::run(Thread& thread, BillFunction& function, uint64_t begin, uint64_t end, const std::vector<bool>& is_second, DrawnAnswers& answers) const {
  std::vector<std::vector<Int128>> numbers(figures_, std::vector<Int128>(end - begin));
  std::vector<uint64_t> others;   // draws that are another program's
  const auto fail = [&](uint64_t row, const std::string& reason) { answers.failures[row] = numberOf(reason, answers.reasons) + 1; };
  for (uint64_t first = begin; first < end; first += sweep::kRun) {
    base::checkInterrupt();
    const uint64_t rows = std::min(end - first, sweep::kRun);
    for (const bool second : {false, true}) {
      std::vector<int64_t*> columns;
      for (size_t i = 0; i < thread.columns.size(); ++i) columns.push_back(is_second[i] == second ? thread.columns[i].data() : nullptr);
      const uint64_t from = second ? draws::kSecondSet + first : first;
      code_->rows->fill(from, from + rows, columns);
    }
    thread.frame.enterColumns(thread.columns, rows);
    thread.frame.store(0, 0);
    for (uint64_t row = 0; row < rows; ++row) {
      const uint32_t failure = thread.frame.failure(row);
      if (failure == 0) {
        for (size_t i = 0; i < figures_; ++i) numbers[i][first - begin + row] = thread.frame.integer(i, row);
      } else if (failure <= code_->joined.others) {
        others.push_back(first + row);
      } else {
        fail(first - begin + row, siteText(code_->joined.function.shape, failure));
      }
    }
  }
  for (size_t i = 0; i < figures_; ++i) answers.figures.emplace_back(code_->kernels->output(i).scale, std::move(numbers[i]));
  if (others.empty()) return;
  const Answers found = function.at(valuesAt(drawn_, others, is_second));
  for (size_t k = 0; k < others.size(); ++k) {
    const uint64_t row = others[k] - begin;
    if (found.failed(k)) fail(row, found.reason(k));
    for (size_t i = 0; i < figures_ && !found.failed(k); ++i) answers.figures[i].set(row, found.figures[i][k]);
  }
}

}  // namespace smcost::questions
