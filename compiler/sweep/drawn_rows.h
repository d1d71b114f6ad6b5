// Rows that are drawn: in each of them a param has an entry of its table.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "compiler/jit/compiler.h"
#include "compiler/sweep/rows.h"
#include "runtime/draws/draws.h"

namespace smcost::sweep {

// A param that is drawn.
struct DrawnParam {
  uint32_t param = 0;
  uint64_t stream = 0;
  Axis table;              // listed
};

// Draws begin..end-1 are rows 0, 1, … of the params in this order.
class DrawnRows final : public Rows {
 public:
  // `begin` is a multiple of draws::kDrawsTogether. The compiler outlives the rows.
  DrawnRows(uint64_t seed, uint64_t begin, uint64_t end, std::vector<DrawnParam> params, jit::Compiler& compiler);
  ~DrawnRows() override;
  DrawnRows(const DrawnRows&) = delete;
  DrawnRows& operator=(const DrawnRows&) = delete;

  uint64_t size() const override { return end_ - begin_; }
  void fill(uint64_t begin, uint64_t end, const std::vector<int64_t*>& columns) const override;

 private:
  const uint64_t seed_, begin_, end_;
  const std::vector<DrawnParam> params_;
  jit::Compiler& compiler_;
  jit::Compiler::ModuleId module_;
  lower::Kernel kernel_ = nullptr;
};

}  // namespace smcost::sweep
