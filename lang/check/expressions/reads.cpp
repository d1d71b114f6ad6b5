#include "lang/check/expressions/reads.h"

#include <algorithm>

#include "lang/check/expressions/expressions.h"
#include "lang/check/names/names.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

int partNamed(const Value& value, std::string_view name) {
  const List* list = value.find<List>();
  const Option* option = list && !list->items->empty() ? list->items->front().find<Option>() : value.find<Option>();
  if (!option) return -1;
  const Locals& parts = *option->locals;
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.first == name; });
  return found == parts.end() ? -1 : static_cast<int>(found - parts.begin());
}

}  // namespace

void noteRead(const Locals& locals, std::string_view path, Reads& reads) {
  const std::string_view first = path.substr(0, path.find('.'));
  for (size_t i = locals.size(); i-- > 0;) {
    if (locals[i].first != first) continue;
    ReadLocal read{i, -1};
    if (first.size() < path.size()) {
      const std::string_view rest = path.substr(first.size() + 1);
      read.part = partNamed(locals[i].second, rest.substr(0, rest.find('.')));
    }
    reads.insert(read);
    return;
  }
}

void noteReadsBelow(Names& cx, const ast::File& file, NodeId node, const Locals& locals, Reads& reads) {
  std::vector<NodeId> open = {node};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    if (file.kind(at) == NodeKind::path) noteRead(locals, cx.text(file, at), reads);
    bool is_behind_word = false;
    for (NodeId child : Children(file, at)) {
      open.push_back(child);
      // Behind a label in the phrase of a part.
      const bool is_word = file.kind(child) == NodeKind::word;
      if (is_word && is_behind_word) noteRead(locals, cx.text(file, child), reads);
      is_behind_word = is_word;
    }
  }
}

}  // namespace smcost::check
