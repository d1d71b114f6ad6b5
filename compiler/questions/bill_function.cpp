#include "compiler/questions/bill_function.h"

#include <algorithm>
#include <utility>

#include "lang/base/check.h"
#include "lang/base/interrupt.h"
#include "runtime/engine.h"

namespace smcost::questions {

namespace {

// More are made where they are needed, and forgotten at once.
constexpr size_t kMostPieces = 1000;

// A function at some points: a row for each.
runtime::TableResult run(runtime::Engine& engine, const total::Function& function, const std::vector<Column>& columns,
                         const std::vector<uint32_t>& points) {
  program::CellStore cells;
  program::Table table;
  table.rows = static_cast<uint32_t>(points.size());
  for (const Column& values : columns) {
    std::vector<program::Cell>& column = table.columns.emplace_back();
    column.reserve(points.size());
    for (const uint32_t point : points) {
      // A name stands in a column that nothing reads.
      const base::Rational* number = std::get_if<base::Rational>(&values[point]);
      column.push_back(cells.cell(number ? *number : base::Rational(0)));
    }
  }
  runtime::TableRequest request{&function.shape, &table};
  std::vector<runtime::TableResult> results = engine.evaluate(function.pool, cells, std::span(&request, 1));
  return std::move(results.front());
}

// The points of a list at which a result holds 1 in all its columns, and the others.
std::pair<std::vector<uint32_t>, std::vector<uint32_t>> divide(const runtime::TableResult& holds, const std::vector<uint32_t>& points) {
  std::pair<std::vector<uint32_t>, std::vector<uint32_t>> parts;
  for (uint32_t row = 0; row < points.size(); ++row) {
    bool all = holds.failures.empty() || holds.failures[row] == 0;
    for (size_t i = 0; all && i < holds.outputs.size(); ++i) all = holds.outputs[i].value(row) != 0;
    (all ? parts.first : parts.second).push_back(points[row]);
  }
  return parts;
}

// Whether a point has the names and the fixed numbers that a piece was made for.
bool fits(const Piece& piece, const std::vector<Column>& columns, size_t point) {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (piece.fixed[i] && columns[i][point] != piece.made_at[i]) return false;
  }
  return true;
}

void fail(Answers& answers, uint32_t point, const std::string& reason) {
  answers.failures[point] = numberOf(reason, answers.reasons) + 1;
}

}  // namespace

uint32_t numberOf(const std::string& reason, std::vector<std::string>& reasons) {
  auto known = std::find(reasons.begin(), reasons.end(), reason);
  if (known == reasons.end()) known = reasons.insert(reasons.end(), reason);
  return static_cast<uint32_t>(known - reasons.begin());
}

namespace {

uint64_t worthOf(session::EngineKind engine) {
  constexpr uint64_t kUsually = 20'000;
  switch (engine) {
    case session::EngineKind::automatic: return kUsually;
    case session::EngineKind::jit: return 0;
    default: return UINT64_MAX;
  }
}

}  // namespace

BillFunction::BillFunction(session::Options spec, std::vector<std::string> variables, std::vector<Figure> figures)
    : engine_(session::makeEngine(spec.engine)), worth_kernels_(worthOf(spec.engine)), maker_(std::move(spec), std::move(variables), std::move(figures), *engine_) {}

BillFunction::~BillFunction() = default;

std::unique_ptr<Piece> BillFunction::pieceAt(std::vector<Value> values) {
  ++made_.programs;
  return maker_.make(std::move(values));
}

std::vector<uint32_t> BillFunction::holding(const Piece& piece, const std::vector<Column>& columns, const std::vector<uint32_t>& points,
                                            std::vector<uint32_t>& others) const {
  std::vector<uint32_t> left;
  for (const uint32_t point : points) (fits(piece, columns, point) ? left : others).push_back(point);
  const total::Function& guards = piece.function.guards;
  if (left.empty() || (guards.shape.outputs.empty() && guards.shape.requirements.empty())) return left;
  auto [holds, fails] = divide(run(*engine_, guards, columns, left), left);
  others.insert(others.end(), fails.begin(), fails.end());
  return holds;
}

std::vector<uint32_t> BillFunction::evaluate(const Piece& piece, const std::vector<Column>& columns, std::vector<uint32_t> points, Answers& answers) const {
  std::vector<uint32_t> others;
  const std::vector<uint32_t> own = holding(piece, columns, points, others);
  if (own.empty()) return others;
  if (!piece.refused.empty()) {
    for (const uint32_t point : own) fail(answers, point, piece.refused);
    return others;
  }
  const runtime::TableResult result = run(*engine_, piece.function.figures, columns, own);
  for (uint32_t row = 0; row < own.size(); ++row) {
    if (!result.failures.empty() && result.failures[row] != 0) {
      fail(answers, own[row], siteText(piece.function.figures.shape, result.failures[row]));
      continue;
    }
    for (size_t i = 0; i < result.outputs.size(); ++i) answers.figures[i][own[row]] = result.outputs[i].value(row);
  }
  return others;
}

Answers BillFunction::at(const std::vector<Column>& columns) {
  const size_t count = columns.empty() ? 1 : columns.front().size();
  if (tell_) tell_(made_.points);
  made_.points += count;
  Answers answers;
  answers.figures.assign(maker_.figures().size(), std::vector<base::Rational>(count));
  answers.failures.resize(count);
  std::vector<uint32_t> left(count);
  for (uint32_t i = 0; i < count; ++i) left[i] = i;
  for (const auto& piece : pieces_) {
    if (left.empty()) return answers;
    left = evaluate(*piece, columns, std::move(left), answers);
  }
  while (!left.empty()) {
    base::checkInterrupt();
    std::vector<Value> values;
    for (const Column& column : columns) values.push_back(column[left.front()]);
    auto piece = pieceAt(std::move(values));
    const size_t before = left.size();
    left = evaluate(*piece, columns, std::move(left), answers);
    SMCOST_CHECK(left.size() < before, "a program holds where it was made");
    if (pieces_.size() < kMostPieces) pieces_.push_back(std::move(piece));
  }
  return answers;
}

}  // namespace smcost::questions
