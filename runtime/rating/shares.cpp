#include "runtime/rating/shares.h"

#include <algorithm>

#include "lang/base/check.h"
#include "runtime/rating/nodes.h"
#include "runtime/rating/rules/shares.h"

namespace smcost::runtime {

namespace {

program::Shape shareRule(program::ExprPool& pool) {
  program::Shape shape;
  shape.name = "rating: share";
  const auto param = [&](const char* name) {
    shape.params.push_back({name, units::kNoDimension});
    return pool.param(static_cast<uint32_t>(shape.params.size() - 1), units::kNoDimension);
  };
  const auto quantity = param("quantity"), slice = param("slice"), metered = param("pool"), price = param("price");
  const Nodes nodes(pool);
  const auto share = rules::shareOf(nodes, quantity, slice, metered);
  shape.output_names = {"share", "cost"};
  shape.outputs = {share, nodes.mul(share, price)};
  return shape;
}

}  // namespace

ShareTable::ShareTable(const program::CellStore& cells) : cells_(cells), shape_(shareRule(pool_)) {
  table_.columns.resize(shape_.params.size());
}

void ShareTable::add(program::Cell quantity, program::Cell slice, program::Cell pool, program::Cell price) {
  size_t column = 0;
  for (const program::Cell cell : {quantity, slice, pool, price}) table_.columns[column++].push_back(cell);
  ++table_.rows;
}

TableResult ShareTable::run(Engine& engine) const {
  const TableRequest request{&shape_, &table_};
  std::vector<TableResult> results = engine.evaluate(pool_, cells_, {&request, 1});
  SMCOST_CHECK(results.size() == 1, "an engine answers every table");
  for (const uint32_t failure : results[0].failures) SMCOST_CHECK(failure == 0, "the rule of shares failed");
  return std::move(results[0]);
}

}  // namespace smcost::runtime
