#include "runtime/rating/checks.h"

#include <map>
#include <utility>

#include "lang/base/check.h"
#include "runtime/rating/failures.h"

namespace smcost::runtime {

Bound bindChecks(const program::Program& program, std::span<const Bill* const> bills) {
  // Once for all checks: each is a sum over a file's statements.
  std::vector<base::Rational> included(program.included.size());
  for (const Bill* bill : bills) {
    if (included.empty()) break;
    const std::vector<base::Rational> of_bill = bill->includedTotals();
    for (size_t i = 0; i < included.size(); ++i) included[i] += of_bill[i];
  }
  Bound bound(program);
  for (const program::CheckTable& checks : program.check_tables) {
    TableRequest& request = bound.tables.emplace_back(TableRequest{&program.shape(checks.table.shape), &checks.table});
    std::map<uint32_t, std::vector<program::Cell>> columns;
    for (const program::BillCell& cell : checks.bill_cells) {
      const bool is_included = !cell.ref.statement && !cell.ref.is_payable && cell.ref.file != program::IncludedFile::kNone;
      base::Rational sum = is_included ? included[cell.ref.file] : 0;
      for (const Bill* bill : bills) {
        if (!is_included) sum += bill->value(cell.ref);
      }
      const auto [column, is_new] = columns.try_emplace(cell.column);
      if (is_new) column->second = checks.table.columns[cell.column];
      column->second[cell.row] = bound.cells.cell(sum);
    }
    for (auto& [number, column] : columns) request.fill(number) = std::move(column);
  }
  return bound;
}

namespace {

// False, with its failure reported, when the row is not sound.
bool rowIsSound(const program::Program& program, const TableResult& result, uint32_t table, uint32_t row,
                source::Span span, diagnostics::Sink& sink) {
  if (result.failures.empty() || result.failures[row] == 0) return true;
  reportFailure(program.shape(program.check_tables[table].table.shape), result.failures[row], span, sink);
  return false;
}

CheckResult resultOf(const program::Check& check, const TableResult& result) {
  CheckResult outcome;
  outcome.evaluated = true;
  outcome.passed = !result.outputs.at(0).isZero(check.row);
  const bool has_warning = check.kind == program::Check::Kind::budget && result.outputs.size() > 1;
  outcome.warned = outcome.passed && has_warning && result.outputs[1].isZero(check.row);
  return outcome;
}

}  // namespace

CheckResults evaluateChecks(const program::Program& program, std::span<const Bill* const> bills, Engine& engine,
                            diagnostics::Sink& sink) {
  CheckResults results{{}, {}, bindChecks(program, bills)};
  const std::vector<TableRequest>& requests = results.bound.tables;
  std::vector<TableResult> tables;
  if (!requests.empty()) tables = engine.evaluate(program.pool, results.bound.cells, requests);
  SMCOST_CHECK(tables.size() == requests.size(), "an engine answers every table");
  for (const program::Check& check : program.checks) {
    const bool sound = rowIsSound(program, tables[check.table], check.table, check.row, check.span, sink);
    results.checks.push_back(sound ? resultOf(check, tables[check.table]) : CheckResult{});
  }
  for (const program::Question& question : program.questions) {
    QuestionResult& values = results.questions.emplace_back();
    if (question.outputs > 0 &&
        !rowIsSound(program, tables[question.table], question.table, question.row, question.span, sink)) {
      continue;
    }
    values.emplace();
    for (uint32_t i = 0; i < question.outputs; ++i) values->push_back(tables[question.table].outputs[i].value(question.row));
  }
  return results;
}

}  // namespace smcost::runtime
