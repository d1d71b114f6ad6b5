// What every shape needs before it is frozen: the sites of its divisions.

#include <algorithm>
#include <unordered_set>

#include "lang/check/values/values.h"

namespace smcost::check {

using program::ExprId;
using program::Op;

void collectSites(Values& cx, program::Shape& shape) {
  std::unordered_set<uint32_t> seen;
  std::vector<ExprId> open;
  for (const auto& requirement : shape.requirements) open.push_back(requirement.condition);
  open.insert(open.end(), shape.outputs.begin(), shape.outputs.end());
  std::vector<ExprId> divisions;
  while (!open.empty()) {
    ExprId id = open.back();
    open.pop_back();
    if (!id || !seen.insert(id.value).second) continue;
    const program::Expr& node = cx.pool()[id];
    if (node.op == Op::div) divisions.push_back(id);
    for (ExprId operand : {node.a, node.b, node.c}) {
      if (operand) open.push_back(operand);
    }
  }
  std::sort(divisions.begin(), divisions.end());
  for (ExprId id : divisions) {
    const program::Site* known = cx.divisions.find(id.value);
    program::Site site;
    if (known) site = *known;
    site.kind = program::Site::Kind::division;
    site.node = id;
    if (site.text.empty()) site.text = "the divisor is 0";
    shape.sites.push_back(std::move(site));
  }
}

}  // namespace smcost::check
