// Rows of usage tables.
#pragma once

#include <cstdint>
#include <vector>

namespace smcost::runtime {

class RowSet {
 public:
  void add(uint32_t table, uint32_t row) {
    if (rows_.size() <= table) rows_.resize(table + 1);
    if (rows_[table].size() <= row) rows_[table].resize(row + 1);
    rows_[table][row] = true;
  }
  bool has(uint32_t table, uint32_t row) const { return hasAny(table) && row < rows_[table].size() && rows_[table][row]; }
  bool hasAny(uint32_t table) const { return table < rows_.size() && !rows_[table].empty(); }
  // Ascending.
  std::vector<uint32_t> of(uint32_t table) const {
    std::vector<uint32_t> rows;
    for (uint32_t row = 0; hasAny(table) && row < rows_[table].size(); ++row) {
      if (rows_[table][row]) rows.push_back(row);
    }
    return rows;
  }

 private:
  std::vector<std::vector<bool>> rows_;  // per table; as far as the last one
};

}  // namespace smcost::runtime
