#include "runtime/report/groups.h"

#include <set>
#include <unordered_map>

namespace smcost::runtime {

std::vector<program::StatementId> allStatements(const program::Program& program) {
  std::vector<program::StatementId> all;
  for (uint32_t i = 0; i < program.statements.size(); ++i) all.push_back({i});
  return all;
}

std::vector<Group> groupsOf(const program::Program& program, std::span<const program::StatementId> statements) {
  if (program.group_by.empty()) return {{"", "", {statements.begin(), statements.end()}}};
  std::vector<Group> groups;
  std::unordered_map<std::string, size_t> places;
  Group untagged{"untagged", "", {}};
  for (const program::StatementId statement : statements) {
    const std::string value(program.tagOf(statement, program.group_by));
    if (value.empty()) {
      untagged.statements.push_back(statement);
      continue;
    }
    const auto [at, is_new] = places.try_emplace(value, groups.size());
    if (is_new) groups.push_back({program.group_by + " " + value, value, {}});
    groups[at->second].statements.push_back(statement);
  }
  if (!untagged.statements.empty()) groups.push_back(std::move(untagged));
  return groups;
}

base::Rational total(const ReportContext& context, const Group& group) {
  base::Rational sum = 0;
  const auto add = [&](const Bill& bill) {
    for (const program::StatementId statement : group.statements) sum += bill.total(statement);
  };
  if (context.months.empty()) add(*context.bill);
  for (const MonthReport& month : context.months) add(*month.bill);
  return sum;
}

std::vector<std::string> tagKeys(const program::Program& program) {
  std::set<std::string> keys;
  for (const program::Tags& tags : program.tags) {
    for (const auto& [key, value] : tags) keys.insert(key);
  }
  return {keys.begin(), keys.end()};
}

}  // namespace smcost::runtime
