#include "runtime/rating/shares.h"

#include <algorithm>

#include "lang/base/check.h"

namespace smcost::runtime {

namespace {

constexpr const char* kName = "rating: share";

program::ShapeId shareRule(program::Program& program) {
  using program::Op;
  const auto known = std::find_if(program.shapes.begin(), program.shapes.end(), [](const auto& shape) { return shape.name == kName; });
  if (known != program.shapes.end()) return {static_cast<uint32_t>(known - program.shapes.begin())};
  program::Shape shape;
  shape.name = kName;
  const auto param = [&](const char* name) {
    shape.params.push_back({name, units::kNoDimension});
    return program.pool.param(static_cast<uint32_t>(shape.params.size() - 1), units::kNoDimension);
  };
  const auto make = [&](Op op, program::ExprId a, program::ExprId b, program::ExprId c = {}) {
    return program.pool.make(op, units::kNoDimension, a, b, c);
  };
  const auto quantity = param("quantity"), slice = param("slice"), pool = param("pool"), price = param("price");
  const auto nothing = program.pool.constant(0, units::kNoDimension);
  const auto quotient = make(Op::div, make(Op::mul, quantity, slice), pool);
  const auto share = make(Op::select, make(Op::lt, nothing, pool), quotient, nothing);
  shape.sites.push_back({program::Site::Kind::division, {}, "pool", quotient});
  shape.output_names = {"share", "cost"};
  shape.outputs = {share, make(Op::mul, share, price)};
  program.shapes.push_back(std::move(shape));
  return {static_cast<uint32_t>(program.shapes.size() - 1)};
}

}  // namespace

ShareTable::ShareTable(program::Program& program) : program_(program) {
  table_.shape = shareRule(program);
  table_.columns.resize(program.shape(table_.shape).params.size());
}

void ShareTable::add(program::Cell quantity, program::Cell slice, program::Cell pool, program::Cell price) {
  size_t column = 0;
  for (const program::Cell cell : {quantity, slice, pool, price}) table_.columns[column++].push_back(cell);
  ++table_.rows;
}

TableResult ShareTable::run(Engine& engine) const {
  const TableRequest request{&program_.shape(table_.shape), &table_};
  std::vector<TableResult> results = engine.evaluate(program_.pool, program_.cells, {&request, 1});
  SMCOST_CHECK(results.size() == 1, "an engine answers every table");
  for (const uint32_t failure : results[0].failures) SMCOST_CHECK(failure == 0, "the rule of shares failed");
  return std::move(results[0]);
}

}  // namespace smcost::runtime
