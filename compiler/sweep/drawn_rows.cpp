#include "compiler/sweep/drawn_rows.h"

#include <utility>

#include "lang/base/check.h"

namespace smcost::sweep {

DrawnRows::DrawnRows(uint64_t seed, uint64_t begin, uint64_t end, std::vector<DrawnParam> params, jit::Compiler& compiler)
    : seed_(seed), begin_(begin), end_(end), params_(std::move(params)), compiler_(compiler) {
  SMCOST_CHECK(begin % draws::kDrawsTogether == 0, "draws that share words are drawn together");
  lower::DrawsProgram program{seed, {}};
  for (const DrawnParam& param : params_) program.columns.push_back({param.stream, static_cast<uint32_t>(param.table.listed.size())});
  jit::Source source;
  source.draws = &program;
  const jit::Compiler::Compiled compiled = compiler.compile({source});
  module_ = compiled.module;
  kernel_ = compiled.kernels.front();
}

DrawnRows::~DrawnRows() { compiler_.remove(module_); }

void DrawnRows::fill(uint64_t begin, uint64_t end, const std::vector<int64_t*>& columns) const {
  static_assert(kRowsTogether == draws::kDrawsTogether, "columns have room for all that is drawn together");
  SMCOST_CHECK(begin % kRowsTogether == 0, "runs begin where draws do that share words");
  std::vector<const void*> tables;
  std::vector<void*> outs;
  for (const DrawnParam& param : params_) {
    tables.push_back(param.table.listed.data());
    outs.push_back(columns[param.param]);
  }
  const uint64_t whole = (end - begin + kRowsTogether - 1) / kRowsTogether * kRowsTogether;
  const auto first = static_cast<int64_t>(begin_ + begin);
  if (kernel_(tables.data(), outs.data(), nullptr, first, first + static_cast<int64_t>(whole)) == 0) return;
  // Once in a few million draws.
  for (size_t i = 0; i < params_.size(); ++i) {
    const std::vector<int64_t>& table = params_[i].table.listed;
    auto* const column = static_cast<int64_t*>(outs[i]);
    if (column == nullptr) continue;
    for (uint64_t row = 0; row < end - begin; ++row) {
      column[row] = table[draws::drawnEntry(seed_, params_[i].stream, begin_ + begin + row, static_cast<uint32_t>(table.size()))];
    }
  }
}

}  // namespace smcost::sweep
