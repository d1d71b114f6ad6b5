#include "runtime/report/groups.h"

#include <algorithm>
#include <map>
#include <set>

#include "runtime/report/figures.h"

namespace smcost::runtime {

std::vector<program::StatementId> allStatements(const program::Program& program) {
  std::vector<program::StatementId> all;
  for (uint32_t i = 0; i < program.statements.size(); ++i) all.push_back({i});
  return all;
}

std::string groupTitle(std::span<const GroupTag> tags, size_t keys) {
  // Of one key it goes without saying what is missing.
  if (keys == 1 && tags.size() == 1 && !tags.front().value) return "untagged";
  std::vector<std::string> texts;
  for (const GroupTag& tag : tags) texts.push_back(tag.value ? tag.key + ' ' + *tag.value : "untagged " + tag.key);
  return joined(texts);
}

namespace {

class Grouping {
 public:
  Grouping(const program::Program& program, std::span<const std::string> keys) : program_(program), keys_(keys) {}

  std::vector<Group> under(const std::vector<GroupTag>& around, std::span<const program::StatementId> statements) const {
    if (around.size() == keys_.size()) return {};
    const std::string& key = keys_[around.size()];
    std::vector<Group> groups;
    std::map<std::string, size_t, std::less<>> places;
    Group untagged;
    for (const program::StatementId statement : statements) {
      const std::string_view value = program_.tagOf(statement, key);
      if (value.empty()) {
        untagged.statements.push_back(statement);
        continue;
      }
      const auto [at, is_new] = places.try_emplace(std::string(value), groups.size());
      if (is_new) groups.emplace_back().tags = {{key, std::string(value)}};
      groups[at->second].statements.push_back(statement);
    }
    if (!untagged.statements.empty()) {
      untagged.tags = {{key, std::nullopt}};
      groups.push_back(std::move(untagged));
    }
    for (Group& group : groups) {
      group.tags.insert(group.tags.begin(), around.begin(), around.end());
      group.title = groupTitle(group.tags, keys_.size());
      group.inner = under(group.tags, group.statements);
    }
    return groups;
  }

 private:
  const program::Program& program_;
  std::span<const std::string> keys_;
};

}  // namespace

std::vector<Group> groupsOf(const program::Program& program, std::span<const std::string> keys, std::span<const program::StatementId> statements) {
  if (keys.empty()) return {{{}, "", {statements.begin(), statements.end()}, {}}};
  return Grouping(program, keys).under({}, statements);
}

std::vector<Group> groupsOf(const program::Program& program, std::span<const program::StatementId> statements) {
  return groupsOf(program, program.group_by, statements);
}

std::optional<GroupSum> sumOf(const Bill& bill, const Group& group) {
  const bool has_list = bill.listTotal() != bill.total();
  std::optional<GroupSum> sum;
  for (const program::StatementId statement : group.statements) {
    if (!bill.program().statements[statement.value].isBilled()) continue;
    if (!sum) sum.emplace();
    const base::Rational own = bill.total(statement);
    sum->total += own;
    if (!has_list) sum->list += own;
    else for (const Line& line : bill.linesOf(statement)) sum->list += bill.listCost(line);
  }
  return sum;
}

std::optional<base::Rational> totalOf(const ReportContext& context, const Group& group) {
  std::optional<base::Rational> sum;
  for (const MonthReport& month : monthsOf(context)) {
    if (const auto own = sumOf(*month.bill, group)) sum = sum.value_or(0) + own->total;
  }
  return sum;
}

base::Rational ofNoGroup(const Bill& bill) { return bill.payable() - bill.total(); }

base::Rational ofNoGroup(const ReportContext& context) { return payable(context) - total(context); }

std::vector<std::string> tagKeys(const program::Program& program) {
  std::set<std::string> keys;
  for (const program::Tags& tags : program.tags) {
    for (const auto& [key, value] : tags) keys.insert(key);
  }
  return {keys.begin(), keys.end()};
}

}  // namespace smcost::runtime
