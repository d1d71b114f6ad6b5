// What of a tree stands at a place of its text.
#pragma once

#include <string>
#include <utility>

#include "lang/syntax/ast.h"

namespace smcost::query {

// The innermost node that holds the place, its end included; none: it lies between items.
ast::NodeId nodeAt(const ast::File& file, uint32_t offset);
// The same of the nodes for which `fits(kind)`.
template <class Fits>
ast::NodeId nodeAt(const ast::File& file, uint32_t offset, Fits fits) {
  ast::NodeId found;
  // A child stands before its parent, and is narrower.
  for (uint32_t i = 0; i < file.nodes.size(); ++i) {
    const ast::Node& node = file.nodes[i];
    if (node.begin > offset || offset > node.end || !fits(node.kind)) continue;
    if (!found || node.end - node.begin < file.node(found).end - file.node(found).begin) found = {i};
  }
  return found;
}

// The item of a file that the node is or lies in.
ast::NodeId itemOf(const ast::File& file, ast::NodeId node);

// The bytes of the item that is written at a place, also of one that does not read; behind the last word of a line the place belongs to it.
// Empty at the place itself: nothing is written there yet.
std::pair<size_t, size_t> itemAround(const std::string& text, size_t offset);

}  // namespace smcost::query
