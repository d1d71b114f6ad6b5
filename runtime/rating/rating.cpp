#include "runtime/rating/rating.h"

#include "lang/base/check.h"
#include "runtime/rating/failures.h"
#include "runtime/rating/invoice.h"
#include "runtime/rating/payable.h"
#include "runtime/rating/pools.h"
#include "runtime/rating/prices.h"

namespace smcost::runtime {

namespace {

// All usage tables in one call, so that the engine compiles one module.
void evaluateUsage(const program::Program& program, BillData& data, Engine& engine) {
  if (!data.bound.tables.empty()) data.usage = engine.evaluate(program.pool, data.bound.cells, data.bound.tables);
  SMCOST_CHECK(data.usage.size() == program.usage.size(), "an engine answers every table");
}

// Pooled lines have price 0 in their column, so adding both sources counts each cost once.
void addTotal(const program::Program& program, BillData& data) {
  data.total = 0;
  for (uint32_t table = 0; table < program.usage.size(); ++table) {
    for (const program::UsageLine& line : program.usage[table].lines) {
      data.total += data.usage[table].outputs[line.cost].sum();
    }
  }
  for (const PooledCharge& charge : data.pooled_charges) data.total += charge.cost;
  // Other orders of taking an allowance were kept as what they would change.
  for (AllowanceUse& use : data.allowances) {
    if (use.least) *use.least += data.total;
    if (use.greatest) *use.greatest += data.total;
  }
}

}  // namespace

std::optional<BillData> meterUsage(const program::Program& program, Engine& engine, const RowSet& left_out, diagnostics::Sink& sink) {
  const size_t errors = sink.errorCount();
  std::optional<BillData> data(std::in_place, program);
  // Usage without a price is computed too: what is wrong with it may be why it has none.
  bindPrices(program, *data, sink);
  evaluateUsage(program, *data, engine);
  reportUsage(program, *data, left_out, sink);
  if (sink.errorCount() > errors) data.reset();
  return data;
}

std::unique_ptr<Bill> rate(const program::Program& program, Engine& engine, diagnostics::Sink& sink) {
  const size_t errors = sink.errorCount();
  std::optional<BillData> data = meterUsage(program, engine, {}, sink);
  if (!data) return nullptr;
  ratePools(program, *data, engine, sink);
  if (sink.errorCount() > errors) return nullptr;
  addTotal(program, *data);
  addInvoice(*data);
  addPayable(*data);
  return std::make_unique<Bill>(std::move(*data));
}

}  // namespace smcost::runtime
