#include "compiler/query/tree_place.h"

#include "lang/syntax/layout.h"

namespace smcost::query {

ast::NodeId nodeAt(const ast::File& file, uint32_t offset) {
  return nodeAt(file, offset, [](ast::NodeKind) { return true; });
}

ast::NodeId itemOf(const ast::File& file, ast::NodeId node) {
  for (const ast::NodeId item : file.items) {
    if (file.node(item).first <= node.value && node.value <= item.value) return item;
  }
  return {};
}

std::pair<size_t, size_t> itemAround(const std::string& text, size_t offset) {
  diagnostics::Sink ignored;
  const ast::Layout layout = ast::layOut(text, {}, ignored);
  std::pair<size_t, size_t> found(offset, offset);
  for (const ast::Item& item : layout.items) {
    if (item.begin > offset) break;
    if (offset <= item.end) return {item.begin, item.end};
    // Behind its last word there are only blanks; in the line below it they are its own if they indent.
    const std::string_view between = std::string_view(text).substr(item.end, offset - item.end);
    if (between.find_first_not_of(" \t") == std::string_view::npos || (between.find_first_not_of(" \t\r\n") == std::string_view::npos && between.back() == ' ')) {
      found = {item.begin, offset};
    }
  }
  return found;
}

}  // namespace smcost::query
