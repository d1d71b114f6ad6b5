#include "runtime/rating/checks.h"

#include "lang/base/check.h"
#include "runtime/rating/failures.h"

namespace smcost::runtime {

void fillBillCells(program::Program& program, std::span<const Bill* const> bills) {
  for (program::CheckTable& checks : program.check_tables) {
    for (const program::BillCell& cell : checks.bill_cells) {
      base::Rational sum = 0;
      for (const Bill* bill : bills) sum += bill->value(cell.ref);
      checks.table.columns[cell.column][cell.row] = program.cells.cell(sum);
    }
  }
}

std::vector<CheckResult> evaluateChecks(program::Program& program, std::span<const Bill* const> bills, Engine& engine,
                                        diagnostics::Sink& sink) {
  std::vector<CheckResult> outcomes(program.checks.size());
  if (program.check_tables.empty()) return outcomes;
  fillBillCells(program, bills);
  std::vector<TableRequest> requests;
  for (const program::CheckTable& checks : program.check_tables) {
    requests.push_back({&program.shape(checks.table.shape), &checks.table});
  }
  const std::vector<TableResult> results = engine.evaluate(program.pool, program.cells, requests);
  SMCOST_CHECK(results.size() == requests.size(), "an engine answers every table");
  for (size_t i = 0; i < program.checks.size(); ++i) {
    const program::Check& check = program.checks[i];
    const TableResult& result = results[check.table];
    if (!result.failures.empty() && result.failures[check.row] != 0) {
      const program::Shape& shape = program.shape(program.check_tables[check.table].table.shape);
      reportFailure(shape, result.failures[check.row], check.span, sink);
      continue;
    }
    outcomes[i].evaluated = true;
    outcomes[i].passed = !result.outputs.at(0).isZero(check.row);
    const bool has_warning = check.kind == program::Check::Kind::budget && result.outputs.size() > 1;
    outcomes[i].warned = outcomes[i].passed && has_warning && result.outputs[1].isZero(check.row);
  }
  return outcomes;
}

}  // namespace smcost::runtime
