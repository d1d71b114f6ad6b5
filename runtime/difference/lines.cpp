#include "runtime/difference/lines.h"

namespace smcost::runtime {

void forEachUsage(const program::Program& program,
                  const std::function<void(program::UsageTableId, uint32_t, uint32_t)>& callback) {
  for (const program::Statement& statement : program.statements) {
    if (!statement.isBilled()) continue;
    const size_t lines = program.usage[statement.table.value].lines.size();
    for (uint32_t line = 0; line < lines; ++line) callback(statement.table, line, statement.row);
  }
}

LineNumber Lines::number(const program::Program& program, program::UsageTableId table, uint32_t line, uint32_t row) {
  const program::UsageTable& usage = program.usage[table.value];
  const program::KeyId key = usage.keys[line].empty() ? program::KeyId{} : usage.keys[line][row];
  LineName name{program::statementName(program, usage.statements[row]), program::lineName(usage.lines[line]),
                program.meters[usage.lines[line].meter.value].name, key ? program.keys[key.value].text : "",
                row < usage.regions.size() && usage.regions[row] ? std::string(program.names.text(usage.regions[row])) : ""};
  const auto [at, is_new] = numbers_.try_emplace(std::move(name), static_cast<LineNumber>(names_.size()));
  if (is_new) names_.push_back(&at->first);
  return at->second;
}

void Lines::mark(const program::Program& program, std::vector<bool>& marks) {
  forEachUsage(program, [&](program::UsageTableId table, uint32_t line, uint32_t row) {
    const LineNumber own = number(program, table, line, row);
    if (marks.size() <= own) marks.resize(own + 1);
    marks[own] = true;
  });
}

void Lines::addCosts(const Bill& bill, LineCosts& costs) {
  bill.forEachLine([&](const Line& line) {
    const LineNumber own = number(bill.program(), line.table, line.line, line.row);
    if (costs.size() <= own) costs.resize(own + 1);
    costs[own] = costs[own].value_or(0) + line.cost;
  });
}

}  // namespace smcost::runtime
