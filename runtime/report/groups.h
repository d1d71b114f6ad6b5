// Statements by whose they are: the groups that a report shows, and which tags there are.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "runtime/report/report.h"

namespace smcost::runtime {

struct Group {
  std::string title;                          // `team vision`; `untagged`
  std::string value;                          // empty: the statements without the tag
  std::vector<program::StatementId> statements;
};

// By the tag that the bill is grouped by, in order of the text; those without it are the last. Without such a tag one, of all
// and without a title.
std::vector<Group> groupsOf(const program::Program& program, std::span<const program::StatementId> statements);
std::vector<program::StatementId> allStatements(const program::Program& program);
// What a group comes to over all months.
base::Rational total(const ReportContext& context, const Group& group);
// The keys of all tags, in their order.
std::vector<std::string> tagKeys(const program::Program& program);

}  // namespace smcost::runtime
