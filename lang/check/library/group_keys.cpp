// By which tags reports group: those of the command line, else those that the file says.

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;

void settleGroups(Library& cx, const ast::File& file, NodeId node) {
  std::vector<std::pair<std::string, Span>> keys;
  if (cx.options.group_by) {
    for (const std::string& key : *cx.options.group_by) keys.emplace_back(key, Span());
  } else if (node) {
    for (const NodeId key : Children(file, node)) keys.emplace_back(cx.text(file, key), file.span(key));
  }
  std::map<std::string, Span> said;
  for (const auto& [key, at] : keys) {
    const auto [first, is_new] = said.try_emplace(key, at);
    if (is_new) {
      cx.program.group_by.push_back(key);
      continue;
    }
    auto& diagnostic = cx.sink->report(at, kinds::grouped_twice, key);
    if (!at.isNone()) diagnostic.label(first->second, "the first");
  }
}

}  // namespace smcost::check
