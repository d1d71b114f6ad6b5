// The items of a phrase, those of its blocks too.
#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// Blocks and their entries hold items like any others.
void flatten(const ast::File& file, NodeId node, std::vector<NodeId>& items) {
  NodeKind kind = file.kind(node);
  if (kind != NodeKind::block && kind != NodeKind::entry) {
    items.push_back(node);
    return;
  }
  for (NodeId child : Children(file, node)) flatten(file, child, items);
}

}  // namespace

std::vector<NodeId> phraseItems(const ast::File& file, const NodeId* begin, const NodeId* end) {
  std::vector<NodeId> items;
  for (const NodeId* at = begin; at != end; ++at) flatten(file, *at, items);
  return items;
}

void refuseLabelledBlocks(Statements& cx, const ast::File& file, const Workload& workload, const NodeId* begin,
                          const NodeId* end) {
  for (const NodeId* at = begin; at != end; ++at) {
    if (file.kind(*at) != NodeKind::block && file.kind(*at) != NodeKind::entry) continue;
    const bool is_labelled = at != begin && file.kind(*at) == NodeKind::block && file.kind(at[-1]) == NodeKind::word &&
                             workload.labels.count(std::string(cx.text(file, at[-1])));
    if (is_labelled) cx.sink->report(file.span(at[-1]), kinds::label_before_block, cx.text(file, at[-1]));
    Children inner(file, *at);
    refuseLabelledBlocks(cx, file, workload, inner.begin(), inner.end());
  }
}

}  // namespace smcost::check
