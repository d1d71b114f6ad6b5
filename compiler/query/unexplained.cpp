#include "compiler/query/unexplained.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace smcost::query {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using source::Span;

namespace {

// What the language itself calls so, where nothing else is.
bool isOwnWord(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "total", "payable", "month", "span", "region", "true", "false", "everywhere", "base", "kept", "rate", "commitment", "invoice", "price",
      "up", "down", "floor", "ceil", "half_up", "half_even", "min", "max", "abs", "share", "sum",
      "Sku", "Text", "Bool", "Range", "Count", "Multiple", "Money", "Number",
      "average", "bill", "on", "off", "tag", "from", "until", "only", "in", "every", "weekends"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords) || ast::weekdayNamed(word);
}

bool isNameKind(NodeKind kind) {
  switch (kind) {
    case NodeKind::name:
    case NodeKind::path:
    case NodeKind::head:
    case NodeKind::word:
    case NodeKind::label:
    case NodeKind::alias:
    case NodeKind::edition_ref:
    case NodeKind::type_name:
    case NodeKind::unit_name: return true;
    default: return false;
  }
}

// Marks what is a word of a declaration's own, and no name: the first of a field, how to round, what an invoice rounds.
void markWords(const ast::File& file, const source::SourceManager& sources, NodeId node, std::vector<bool>& is_word) {
  const Children parts(file, node);
  const auto mark = [&](NodeId part) { is_word[part.value] = true; };
  switch (file.kind(node)) {
    case NodeKind::field:
      mark(parts[0]);
      // The value may be a name: `edition now`.
      if (sources.text(file.span(parts[0])) == "service") mark(parts[1]);
      break;
    case NodeKind::invoice_decl:
    case NodeKind::rounding:
    case NodeKind::distribution:
    case NodeKind::list_unit:
    case NodeKind::free_tier_decl: mark(parts[0]); break;
    case NodeKind::granularity: mark(parts[1]); break;
    case NodeKind::basis: mark(parts[0]); break;
    case NodeKind::usage_clause: mark(parts[1]); break;
    case NodeKind::zone_change:
      for (const NodeId part : parts) mark(part);
      break;
    default: break;
  }
}

class Finder {
 public:
  Finder(const session::Session& session, const Names& names, const ast::File& file) : sources_(session.sources()), names_(names), file_(file) {}

  void find(std::vector<Span>& found) {
    std::vector<bool> is_word(file_.nodes.size(), false);
    for (uint32_t i = 0; i < file_.nodes.size(); ++i) markWords(file_, sources_, {i}, is_word);
    const size_t before = found.size();
    for (uint32_t i = 0; i < file_.nodes.size(); ++i) {
      const bool is_unit = file_.nodes[i].kind == NodeKind::unit && file_.nodes[i].first == i;
      if (!is_word[i] && (is_unit || isNameKind(file_.nodes[i].kind))) addParts(file_.span({i}), found);
    }
    std::sort(found.begin() + static_cast<std::ptrdiff_t>(before), found.end());
    found.erase(std::unique(found.begin() + static_cast<std::ptrdiff_t>(before), found.end()), found.end());
  }

 private:
  void addParts(Span at, std::vector<Span>& found) const {
    const std::string_view text = sources_.text(at);
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('.', begin), text.size());
      const Span part{at.file, at.begin + static_cast<uint32_t>(begin), at.begin + static_cast<uint32_t>(end)};
      // A SKU's name is one with its dots.
      const Occurrence* occurrence = names_.occurrenceAt(at.file, part.begin);
      const bool is_explained = occurrence && occurrence->at.begin <= part.begin && part.end <= occurrence->at.end;
      if (!is_explained && !isOwnWord(sources_.text(part))) found.push_back(part);
      begin = end + 1;
    }
  }

  const source::SourceManager& sources_;
  const Names& names_;
  const ast::File& file_;
};

}  // namespace

std::vector<Span> unexplained(const session::Session& session, const Names& names) {
  std::vector<Span> found;
  for (const check::Module& module : session.modules()) {
    if (!module.is_library) Finder(session, names, module.tree).find(found);
  }
  return found;
}

}  // namespace smcost::query
