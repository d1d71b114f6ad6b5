// Statements by whose they are: the groups that a report shows, one inside the other, and what each comes to.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "runtime/report/report.h"

namespace smcost::runtime {

// A tag's key, and the value that statements have of it; none: they are untagged.
struct GroupTag {
  std::string key;
  std::optional<std::string> value;

  auto operator<=>(const GroupTag&) const = default;
};

struct Group {
  std::vector<GroupTag> tags;                  // of the groups around it, and its own as the last
  std::string title;                           // "team vision, env prod"; "untagged"; empty: of all statements
  std::vector<program::StatementId> statements;
  std::vector<Group> inner;                    // by the next key; together they have the same statements; empty: there is none
};

// By these keys, the first outermost, in order of the text; those without a tag are the last inside each group. Without keys
// one, of all and without a title.
std::vector<Group> groupsOf(const program::Program& program, std::span<const std::string> keys, std::span<const program::StatementId> statements);
// By those that the bill is grouped by.
std::vector<Group> groupsOf(const program::Program& program, std::span<const program::StatementId> statements);
std::string groupTitle(std::span<const GroupTag> tags, size_t keys);
std::vector<program::StatementId> allStatements(const program::Program& program);

// From the outermost to the innermost: what stands before a group, the statements of an innermost one, what stands behind a group.
template <class Before, class Statements, class Behind>
void walkGroups(std::span<const Group> groups, const Before& before, const Statements& statements, const Behind& behind) {
  for (const Group& group : groups) {
    before(group);
    if (group.inner.empty()) statements(group);
    else walkGroups<Before, Statements, Behind>(group.inner, before, statements, behind);
    behind(group);
  }
}

// What a group comes to in a bill, and what it would at the prices of the list; none: the bill has no statement of it.
struct GroupSum {
  base::Rational total, list;
};
std::optional<GroupSum> sumOf(const Bill& bill, const Group& group);
// Over all months; none: no month has a statement of it.
std::optional<base::Rational> totalOf(const ReportContext& context, const Group& group);

// What is payable and no statement's: credits, which are taken off, and taxes. Groups add up to the total, and with this to what is payable.
base::Rational ofNoGroup(const Bill& bill);
base::Rational ofNoGroup(const ReportContext& context);

// The keys of all tags, in their order.
std::vector<std::string> tagKeys(const program::Program& program);

}  // namespace smcost::runtime
