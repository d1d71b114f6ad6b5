#include "compiler/reference/reference_engine.h"

#include "lang/program/evaluate.h"

namespace smcost::reference {

namespace {

runtime::TableResult evaluateTable(const program::ExprPool& pool, const program::CellStore& cells,
                                   const runtime::TableRequest& request) {
  const program::Table& table = *request.table;
  const size_t outputs = request.shape->outputs.size();
  program::Evaluator evaluator(pool, *request.shape);
  std::vector<base::Rational> params(table.columns.size());
  std::vector<const std::vector<program::Cell>*> cells_of;
  for (size_t i = 0; i < params.size(); ++i) cells_of.push_back(&request.column(i));
  std::vector<std::vector<base::Rational>> columns(outputs, std::vector<base::Rational>(table.rows));
  runtime::TableResult result;
  for (uint32_t row = 0; row < table.rows; ++row) {
    for (size_t i = 0; i < params.size(); ++i) params[i] = cells.value((*cells_of[i])[row]);
    if (const uint32_t failure = evaluator.run(params)) {
      result.failures.resize(table.rows, 0);
      result.failures[row] = failure;
      continue;
    }
    for (size_t i = 0; i < outputs; ++i) columns[i][row] = evaluator.output(i);
  }
  for (auto& column : columns) result.outputs.emplace_back(std::move(column));
  return result;
}

class ReferenceEngine final : public runtime::Engine {
 public:
  std::vector<runtime::TableResult> evaluate(const program::ExprPool& pool, const program::CellStore& cells,
                                             std::span<const runtime::TableRequest> requests) override {
    std::vector<runtime::TableResult> results;
    for (const runtime::TableRequest& request : requests) results.push_back(evaluateTable(pool, cells, request));
    return results;
  }
};

}  // namespace

std::unique_ptr<runtime::Engine> makeEngine() { return std::make_unique<ReferenceEngine>(); }

}  // namespace smcost::reference
