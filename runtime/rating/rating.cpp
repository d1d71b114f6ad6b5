#include "runtime/rating/rating.h"

#include <algorithm>

#include "lang/base/check.h"
#include "runtime/rating/failures.h"
#include "runtime/rating/invoice.h"
#include "runtime/rating/pools.h"
#include "runtime/rating/prices.h"
#include "runtime/rating/scope_reports.h"

namespace smcost::runtime {

namespace {

// All usage tables in one call, so that the engine compiles one module.
void evaluateUsage(const program::Program& program, BillData& data, Engine& engine) {
  std::vector<TableRequest> requests;
  for (const program::UsageTable& usage : program.usage) {
    requests.push_back({&program.shape(usage.table.shape), &usage.table});
  }
  if (!requests.empty()) data.usage = engine.evaluate(program.pool, program.cells, requests);
  SMCOST_CHECK(data.usage.size() == program.usage.size(), "an engine answers every table");
}

// Pooled lines have price 0 in their column, so adding both sources counts each cost once.
void addTotals(const program::Program& program, const ScopeReports& reports, BillData& data) {
  const size_t scopes = std::max<size_t>(1, program.scopes.size());
  data.scope_totals.assign(scopes, 0);
  for (uint32_t table = 0; table < program.usage.size(); ++table) {
    const program::UsageTable& usage = program.usage[table];
    const TableResult& result = data.usage[table];
    std::vector<uint32_t> scope_of(usage.table.rows, kNoIndex);
    for (uint32_t row = 0; row < usage.table.rows; ++row) {
      const program::ScopeId scope = program.statements[usage.statements[row].value].scope;
      const bool failed = !result.failures.empty() && result.failures[row] != 0;
      if (!failed && reports.wanted(scope)) scope_of[row] = scope.value;
    }
    for (const program::UsageLine& line : usage.lines) {
      const auto sums = result.outputs[line.cost].sumByGroup(scope_of, scopes);
      for (size_t i = 0; i < scopes; ++i) data.scope_totals[i] += sums[i];
    }
  }
  for (const PooledLine& line : data.pooled) {
    base::Rational& total = data.scope_totals[data.pools[line.pool].scope.value];
    for (uint32_t i = 0; i < line.count; ++i) total += data.pooled_charges[line.first + i].cost;
  }
}

}  // namespace

std::unique_ptr<Bill> rate(program::Program& program, Engine& engine, diagnostics::Sink& sink, Scopes scopes) {
  ScopeReports reports(program, sink, scopes);
  BillData data;
  data.program = &program;
  bindPrices(program, data, reports);
  if (reports.failed()) return nullptr;
  evaluateUsage(program, data, engine);
  reportUsage(program, data, reports);
  if (reports.failed()) return nullptr;
  ratePools(program, data, engine);
  addTotals(program, reports, data);
  addInvoice(data);
  return std::make_unique<Bill>(std::move(data));
}

}  // namespace smcost::runtime
