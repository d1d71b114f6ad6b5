// The tree as text, for `--emit=ast`: one node a line, the children further right.

#include <fmt/format.h>

#include <algorithm>

#include "lang/syntax/parse.h"

namespace smcost::ast {

namespace {

// Lines and columns of many offsets in one walk over the text, however long its lines are.
class Places {
 public:
  Places(const File& file, std::string_view text) {
    for (const Node& node : file.nodes) offsets_.insert(offsets_.end(), {node.begin, node.end});
    std::sort(offsets_.begin(), offsets_.end());
    offsets_.erase(std::unique(offsets_.begin(), offsets_.end()), offsets_.end());
    places_.reserve(offsets_.size());
    source::LineColumn place;
    uint32_t at = 0;
    for (uint32_t offset : offsets_) {
      for (; at < offset; ++at) {
        if (text[at] == '\n') {
          place = {place.line + 1, 1};
        } else if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) {
          ++place.column;
        }
      }
      // Inside a code point the column of that code point holds; nodes begin and end between them.
      places_.push_back(place);
    }
  }

  source::LineColumn operator[](uint32_t offset) const {
    auto at = std::lower_bound(offsets_.begin(), offsets_.end(), offset);
    return places_[static_cast<size_t>(at - offsets_.begin())];
  }

 private:
  std::vector<uint32_t> offsets_;
  std::vector<source::LineColumn> places_;
};

std::string flagWords(const Node& node) {
  std::string words;
  auto add = [&](uint8_t flag, std::string_view word) {
    if (node.flags & flag) words += fmt::format(" {}", word);
  };
  if (node.kind == NodeKind::wparam) {
    add(kBare, "bare");
    add(kWith, "with");
    add(kMany, "many");
    add(kStock, "stock");
  } else if (node.kind == NodeKind::tier) {
    add(kTierFirst, "first");
    add(kTierNext, "next");
    add(kTierThen, "then");
    add(kTierCliff, "cliff");
  } else {
    add(kAfterComma, "after_comma");
  }
  return words;
}

}  // namespace

std::string print(const File& file, const source::SourceManager& sources) {
  std::string_view text = sources.file(file.source).text();
  Places places(file, text);
  std::string out;
  struct Pending {
    NodeId node;
    size_t depth;
  };
  std::vector<Pending> pending;
  for (NodeId item : file.items) {
    pending.push_back({item, 0});
    while (!pending.empty()) {
      auto [id, depth] = pending.back();
      pending.pop_back();
      const Node& node = file.node(id);
      auto begin = places[node.begin], end = places[node.end];
      fmt::format_to(std::back_inserter(out), "{:{}}{} {}:{}-{}:{}{}", "", depth * 2, nodeKindName(node.kind), begin.line,
                     begin.column, end.line, end.column, flagWords(node));
      if (node.first == id.value) fmt::format_to(std::back_inserter(out), " `{}`", text.substr(node.begin, node.end - node.begin));
      out += '\n';
      Children children(file, id);
      for (size_t i = children.size(); i > 0; --i) pending.push_back({children[i - 1], depth + 1});
    }
  }
  return out;
}

}  // namespace smcost::ast
