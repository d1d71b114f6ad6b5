#include "compiler/lower/bound_table.h"

#include <algorithm>

#include "compiler/lower/scales.h"
#include "lang/base/check.h"

namespace smcost::lower {

namespace {

runtime::FixedColumn emptyColumn(const ZProgram& program, const ZOutput& output, size_t rows) {
  runtime::FixedColumn column;
  column.scale = output.scale;
  column.width = program[output.num].width;
  column.limbs.resize(rows * (column.width / 64));
  if (output.den) {
    column.den_width = program[output.den].width;
    column.den_limbs.resize(rows * (column.den_width / 64));
  }
  return column;
}

// Failed rows hold 0, as the reference's do.
void clearFailed(const std::vector<uint32_t>& failures, std::vector<runtime::FixedColumn>& columns) {
  for (size_t row = 0; row < failures.size(); ++row) {
    if (failures[row] == 0) continue;
    for (runtime::FixedColumn& column : columns) {
      const size_t limbs = column.width / 64;
      std::fill_n(column.limbs.begin() + static_cast<ptrdiff_t>(row * limbs), limbs, 0);
    }
  }
}

// A wrong proof is found where it happens, before anything is made of its value.
void checkInside(const Interval& range, uint32_t width, const std::vector<uint64_t>& limbs) {
  runtime::FixedColumn integers;
  integers.width = width;
  integers.limbs = limbs;
  const runtime::ResultColumn column(std::move(integers));
  for (size_t row = 0; row < column.size(); ++row) {
    const base::Rational value = column.value(row);
    SMCOST_CHECK(value >= range.lo && value <= range.hi, "an output outside its proved interval");
  }
}

void checkProof(const ZProgram& program, const std::vector<runtime::FixedColumn>& columns) {
  for (size_t i = 0; i < columns.size(); ++i) {
    const ZOutput& output = program.outputs[i];
    checkInside(program[output.num].range, columns[i].width, columns[i].limbs);
    if (output.den) checkInside(program[output.den].range, columns[i].den_width, columns[i].den_limbs);
  }
}

}  // namespace

std::optional<BoundTable> bindTable(const program::ExprPool& pool, const program::CellStore& cells,
                                    const runtime::TableRequest& request) {
  BoundTable table;
  table.rows = request.table->rows;
  std::vector<ColumnFacts> facts;
  for (size_t i = 0; i < request.table->columns.size(); ++i) {
    std::optional<BoundColumn> bound = bindColumn(cells, request.column(i));
    if (!bound) return std::nullopt;
    facts.push_back(bound->facts);
    table.columns.push_back(std::move(*bound));
  }
  std::optional<ZProgram> program = bindShape(pool, *request.shape, facts);
  if (!program) return std::nullopt;
  table.program = std::move(*program);
  table.key = print(table.program);
  return table;
}

runtime::TableResult runTable(const BoundTable& table, const std::function<KernelSignature>& kernel, bool check_intervals) {
  std::vector<const void*> cols;
  for (const BoundColumn& column : table.columns) cols.push_back(column.limbs.data());
  std::vector<runtime::FixedColumn> columns;
  for (const ZOutput& output : table.program.outputs) columns.push_back(emptyColumn(table.program, output, table.rows));
  std::vector<void*> outs;
  for (runtime::FixedColumn& column : columns) {
    outs.push_back(column.limbs.data());
    if (column.den_width != 0) outs.push_back(column.den_limbs.data());
  }
  runtime::TableResult result;
  if (table.program.failure) result.failures.resize(table.rows);
  const auto rows = static_cast<int64_t>(table.rows);
  const bool failed = kernel(cols.data(), outs.data(), result.failures.data(), 0, rows) != 0;
  if (check_intervals) checkProof(table.program, columns);
  if (failed) {
    clearFailed(result.failures, columns);
  } else {
    result.failures.clear();
  }
  for (runtime::FixedColumn& column : columns) result.outputs.emplace_back(std::move(column));
  return result;
}

}  // namespace smcost::lower
