// The nodes inside of a piece of text: what a scan of lexemes.h comes across while it reads a unit, a list of days, …
// A scan is given some for the text of its piece alone, so that no alternative that goes on behind it leaves nodes. Private
// to lang/syntax.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lang/syntax/ast.h"

namespace smcost::ast {

// Where a scan puts them, children before their parents; nowhere when it is only asked how far its piece goes.
class Parts {
 public:
  Parts() = default;
  Parts(std::string_view text, std::vector<Node>& nodes) : text_(text.data()), nodes_(&nodes) {}

  bool areWanted() const { return nodes_ != nullptr; }
  // Behind the nodes made so far.
  uint32_t mark() const { return nodes_ ? static_cast<uint32_t>(nodes_->size()) : 0; }

  void leaf(NodeKind kind, const char* begin, const char* end) {
    if (nodes_) add(kind, begin, end, mark());
  }

  // Over the nodes made since `first`.
  void node(NodeKind kind, const char* begin, const char* end, uint32_t first) {
    if (nodes_) add(kind, begin, end, first);
  }

 private:
  // Apart, so that a scan that only looks ahead pays a comparison.
  [[gnu::noinline]] void add(NodeKind kind, const char* begin, const char* end, uint32_t first) const {
    nodes_->push_back({kind, 0, offset(begin), offset(end), first});
  }

  uint32_t offset(const char* p) const { return static_cast<uint32_t>(p - text_); }

  const char* text_ = nullptr;
  std::vector<Node>* nodes_ = nullptr;
};

}  // namespace smcost::ast
