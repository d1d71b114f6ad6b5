#include "runtime/difference/kept_lines.h"

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

namespace smcost::runtime {

namespace {

template <class Value>
std::vector<Value> chosen(const std::vector<Value>& values, const std::vector<uint32_t>& rows) {
  std::vector<Value> kept;
  if (values.empty()) return kept;
  for (const uint32_t row : rows) kept.push_back(row < values.size() ? values[row] : Value{});
  return kept;
}

// The rows of a table that keep the same lines, as a table of its own.
program::UsageTable cut(const program::UsageTable& whole, const std::vector<bool>& keeps,
                        const std::vector<uint32_t>& rows, program::Cell nothing) {
  program::UsageTable part;
  part.table.shape = whole.table.shape;
  part.table.rows = static_cast<uint32_t>(rows.size());
  for (const auto& column : whole.table.columns) part.table.columns.push_back(chosen(column, rows));
  part.statements = chosen(whole.statements, rows);
  part.days = chosen(whole.days, rows);
  part.regions = chosen(whole.regions, rows);
  part.not_included = whole.not_included;
  part.brings = whole.brings;
  for (uint32_t line = 0; line < whole.lines.size(); ++line) {
    if (!keeps[line]) {
      // Nobody binds a price to it, and its column of the shape wants one.
      part.table.columns[whole.lines[line].price].assign(rows.size(), nothing);
      continue;
    }
    part.lines.push_back(whole.lines[line]);
    part.keys.push_back(chosen(whole.keys[line], rows));
    if (line < whole.placements.size()) part.placements.push_back(chosen(whole.placements[line], rows));
  }
  return part;
}

}  // namespace

program::Program keepLines(const program::Program& whole, const KeepsLine& keeps) {
  program::Program part(std::shared_ptr<const program::Program>(std::shared_ptr<const program::Program>(), &whole));
  static_cast<program::BillTerms&>(part) = whole;
  part.agreements = whole.agreements;
  part.statements = whole.statements;
  const program::Cell nothing = part.cells.cell(0);
  for (uint32_t table = 0; table < whole.usage.size(); ++table) {
    const program::UsageTable& uncut = whole.usage[table];
    std::map<std::vector<bool>, std::vector<uint32_t>> rows_by_lines;
    for (uint32_t row = 0; row < uncut.table.rows; ++row) {
      std::vector<bool> lines(uncut.lines.size());
      for (uint32_t line = 0; line < lines.size(); ++line) lines[line] = keeps({table}, line, row);
      rows_by_lines[lines].push_back(row);
    }
    for (const auto& [lines, rows] : rows_by_lines) {
      const bool any = std::find(lines.begin(), lines.end(), true) != lines.end();
      for (uint32_t row = 0; row < rows.size(); ++row) {
        program::Statement& statement = part.statements[uncut.statements[rows[row]].value];
        statement.table = {static_cast<uint32_t>(part.usage.size())};
        statement.row = any ? row : program::Statement::kNotBilled;
      }
      if (any) part.usage.push_back(cut(uncut, lines, rows, nothing));
    }
  }
  for (const program::Commitment& commitment : whole.commitments) {
    if (part.statements[commitment.statement.value].isBilled()) part.commitments.push_back(commitment);
  }
  return part;
}

}  // namespace smcost::runtime
