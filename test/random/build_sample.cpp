#include "test/random/sample.h"

namespace smcost::random_test {

using program::ExprId;
using program::Op;

namespace {

ExprId buildNode(const Node& node, const std::vector<ExprId>& ids, program::ExprPool& pool) {
  const auto id = [&ids](int index) { return index < 0 ? ExprId{} : ids[static_cast<size_t>(index)]; };
  switch (node.op) {
    case Op::constant:
      return pool.constant(node.value, node.dimension);
    case Op::param:
      return pool.param(node.column, node.dimension);
    case Op::round:
      return pool.round(id(node.a), pool.constant(node.value, node.dimension), node.mode);
    default:
      return pool.make(node.op, node.dimension, id(node.a), id(node.b), id(node.c));
  }
}

}  // namespace

Built build(const Sample& sample, program::ExprPool& pool, program::CellStore& cells) {
  Built built;
  program::Shape& shape = built.shape;
  shape.name = "sample";
  for (size_t i = 0; i < sample.columns.size(); ++i) {
    shape.params.push_back({"p" + std::to_string(i), units::kNoDimension});
    std::vector<program::Cell>& column = built.table.columns.emplace_back();
    for (uint32_t row = 0; row < sample.rows; ++row) {
      const SampleCell& cell = sample.columns[i][row];
      column.push_back(cells.cell(cell.mantissa, cells.scale(cell.scale)));
    }
  }
  std::vector<ExprId> ids;
  for (const Node& node : sample.nodes) {
    ids.push_back(buildNode(node, ids, pool));
    const ExprId id = ids.back();
    if (node.op == Op::param) shape.params[node.column].dimension = node.dimension;
    if (node.op == Op::div && node.has_site && pool[id].op == Op::div) {
      shape.sites.push_back({program::Site::Kind::division, {}, "divisor", id});
    }
  }
  for (const int requirement : sample.requirements) {
    const auto site = static_cast<uint32_t>(shape.sites.size());
    shape.sites.push_back({program::Site::Kind::requirement, {}, "required", {}});
    shape.requirements.push_back({ids[static_cast<size_t>(requirement)], site});
  }
  for (const int output : sample.outputs) {
    shape.output_names.push_back("o" + std::to_string(shape.outputs.size()));
    shape.outputs.push_back(ids[static_cast<size_t>(output)]);
  }
  built.table.rows = sample.rows;
  return built;
}

}  // namespace smcost::random_test
