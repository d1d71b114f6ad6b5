// What rating and the session ask of an engine: evaluate tables. Integers, compiled or
// interpreted, and the reference implement it; all give the same columns and failing sites.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lang/base/id.h"
#include "lang/program/expr.h"
#include "lang/program/table.h"
#include "runtime/exact/column.h"

namespace smcost::runtime {

struct TableResult {
  std::vector<ResultColumn> outputs;   // one per shape output, `rows` values each
  std::vector<uint32_t> failures;      // empty when no row failed; else per row 0 or site + 1
};

struct TableRequest {
  const program::Shape* shape = nullptr;
  const program::Table* table = nullptr;
  // By number, columns that stand in place of the table's, which stays as it is.
  std::vector<std::pair<uint32_t, std::vector<program::Cell>>> filled{};

  const std::vector<program::Cell>& column(size_t number) const {
    for (const auto& [own, cells] : filled) {
      if (own == number) return cells;
    }
    return table->columns[number];
  }
  // Not twice of one column.
  std::vector<program::Cell>& fill(uint32_t number) { return filled.emplace_back(number, std::vector<program::Cell>()).second; }
};

// Wall milliseconds an engine has spent so far: making kernels fit the columns, in LLVM, and
// in the kernels. Zero for an engine that does no such thing.
struct EngineTimes {
  double lower = 0, compile = 0, run = 0;
};

// Whom code was compiled for: what an owner no longer needs is freed with it.
using CodeOwner = base::Id<struct CodeOwnerTag>;

class Engine {
 public:
  virtual ~Engine() = default;
  // All tables at once, so that missing kernels are compiled in one module.
  virtual std::vector<TableResult> evaluate(const program::ExprPool& pool, const program::CellStore& cells,
                                            std::span<const TableRequest> requests) = 0;
  virtual EngineTimes times() const { return {}; }
  // Of an engine that compares others: the first difference it has seen so far.
  virtual std::optional<std::string> difference() const { return std::nullopt; }
  // Code compiled from now on is this owner's; code that is there already stays whose it was.
  virtual void setOwner(CodeOwner) {}
  // Frees the owner's code; whoever needs it again compiles it again.
  virtual void release(CodeOwner) {}
};

}  // namespace smcost::runtime
