#include "compiler/query/outline.h"

#include <algorithm>
#include <optional>

namespace smcost::query {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using source::Span;

namespace {

constexpr size_t kLongestDetail = 80;

class Reader {
 public:
  Reader(const ast::File& file, const source::SourceManager& sources) : file_(file), sources_(sources) {}

  std::vector<OutlineItem> all() const {
    std::vector<OutlineItem> items;
    for (const NodeId item : file_.items) add(item, items);
    return items;
  }

 private:
  std::string_view text(NodeId node) const { return sources_.text(file_.span(node)); }

  // Its first line, cut.
  std::string detailFrom(Span at) const {
    std::string_view all = at.begin < at.end ? sources_.text(at) : std::string_view{};
    const size_t begin = all.find_first_not_of(" \n");
    all.remove_prefix(std::min(begin, all.size()));
    all = all.substr(0, all.find('\n'));
    if (all.size() <= kLongestDetail) return std::string(all);
    // Not inside of a character.
    size_t end = kLongestDetail;
    while (end > 0 && (static_cast<unsigned char>(all[end]) & 0xC0) == 0x80) --end;
    return std::string(all.substr(0, end)) + "…";
  }

  // What stands behind the name.
  OutlineItem named(OutlineKind kind, NodeId node, NodeId name) const {
    const Span whole = file_.span(node), at = file_.span(name);
    return {kind, std::string(text(name)), detailFrom({whole.file, at.end, whole.end}), at, whole};
  }

  // By its first words.
  OutlineItem unnamed(OutlineKind kind, NodeId node, NodeId last) const {
    const Span whole = file_.span(node);
    const Span at{whole.file, whole.begin, file_.node(last).end};
    return {kind, detailFrom(at), detailFrom({whole.file, at.end, whole.end}), at, whole};
  }

  void add(NodeId node, std::vector<OutlineItem>& items) const {
    if (file_.kind(node) == NodeKind::statement) return items.push_back(statement(node));
    if (file_.kind(node) == NodeKind::tag_decl) return addTag(node, items);
    if (const auto kind = kindOf(file_.kind(node))) items.push_back(declaration(*kind, node));
  }

  void addTag(NodeId node, std::vector<OutlineItem>& items) const {
    const Children parts(file_, node);
    if (parts.size() < 3) return;
    OutlineItem block = unnamed(OutlineKind::block, node, parts[1]);
    block.detail.clear();
    for (const NodeId part : Children(file_, parts[2])) add(part, block.children);
    items.push_back(std::move(block));
  }

  static std::optional<OutlineKind> kindOf(NodeKind kind) {
    switch (kind) {
      case NodeKind::use_decl:
      case NodeKind::include_decl: return OutlineKind::file;
      case NodeKind::let_decl: return OutlineKind::let;
      case NodeKind::param_decl: return OutlineKind::param;
      case NodeKind::fn_decl: return OutlineKind::fn;
      case NodeKind::days_decl: return OutlineKind::days;
      case NodeKind::workload_decl: return OutlineKind::workload;
      case NodeKind::option_decl: return OutlineKind::option;
      case NodeKind::words_decl: return OutlineKind::words;
      case NodeKind::meter_decl: return OutlineKind::meter;
      case NodeKind::rates_decl: return OutlineKind::rates;
      case NodeKind::source_decl: return OutlineKind::source;
      case NodeKind::allowance_decl: return OutlineKind::allowance;
      case NodeKind::plan_decl: return OutlineKind::plan;
      case NodeKind::agreement_decl: return OutlineKind::agreement;
      case NodeKind::unit_decl: return OutlineKind::unit;
      case NodeKind::dimension_decl: return OutlineKind::dimension;
      case NodeKind::skus_decl: return OutlineKind::skus;
      case NodeKind::regions_decl: return OutlineKind::regions;
      case NodeKind::edition_decl: return OutlineKind::edition;
      case NodeKind::price_list_decl: return OutlineKind::price_list;
      case NodeKind::scenario_decl: return OutlineKind::scenario;
      case NodeKind::test_decl: return OutlineKind::test;
      case NodeKind::rejects_decl: return OutlineKind::rejects;
      case NodeKind::question_decl: return OutlineKind::question;
      case NodeKind::expect_decl:
      case NodeKind::assert_decl:
      case NodeKind::budget_decl: return OutlineKind::check;
      default: return std::nullopt;
    }
  }

  OutlineItem statement(NodeId node) const {
    const Children parts(file_, node);
    if (file_.kind(parts[0]) != NodeKind::name) {
      OutlineItem item = unnamed(OutlineKind::statement, node, parts[0]);
      if (file_.kind(parts[0]) != NodeKind::head) item.name = item.name.substr(0, item.name.find(' '));
      item.detail = detailFrom(file_.span(node));
      return item;
    }
    OutlineItem item = named(OutlineKind::statement, node, parts[0]);
    item.detail = detailFrom({file_.source, file_.node(parts[1]).begin, file_.node(node).end});
    return item;
  }

  OutlineItem declaration(OutlineKind kind, NodeId node) const {
    const Children parts(file_, node);
    switch (kind) {
      case OutlineKind::check: return check(node, parts);
      case OutlineKind::skus:
      case OutlineKind::regions: {
        const Span whole = file_.span(node);
        const std::string_view word = kind == OutlineKind::skus ? "skus" : "regions";
        return {kind, std::string(word), std::to_string(parts.size()), {whole.file, whole.begin, whole.begin + static_cast<uint32_t>(word.size())}, whole};
      }
      case OutlineKind::test:
      case OutlineKind::rejects: {
        OutlineItem item = named(kind, node, parts[0]);
        item.detail.clear();
        for (const NodeId part : parts) add(part, item.children);
        return item;
      }
      case OutlineKind::agreement:
      case OutlineKind::file: {
        OutlineItem item = named(kind, node, parts[0]);
        if (kind == OutlineKind::agreement) item.detail.clear();
        return item;
      }
      default: break;
    }
    OutlineItem item = named(kind, node, parts[0]);
    for (const NodeId part : parts) addPart(part, item.children);
    if (!item.children.empty()) item.detail.clear();
    return item;
  }

  // `budget total <= 650 USD`: by its word and what it is about.
  OutlineItem check(NodeId node, const Children& parts) const {
    const size_t at = file_.kind(parts[0]) == NodeKind::statistic ? 1 : 0;
    const NodeId condition = parts[at];
    const NodeId subject = file_.kind(condition) == NodeKind::compare ? Children(file_, condition)[0] : condition;
    return unnamed(OutlineKind::check, node, subject);
  }

  void addPart(NodeId part, std::vector<OutlineItem>& items) const {
    switch (file_.kind(part)) {
      case NodeKind::wparam: {
        const Children inside(file_, part);
        items.push_back(named(OutlineKind::parameter, part, inside[file_.kind(inside[0]) == NodeKind::label ? 1 : 0]));
        break;
      }
      case NodeKind::set_entry:
      case NodeKind::drop_entry: items.push_back(named(OutlineKind::entry, part, Children(file_, part)[0])); break;
      case NodeKind::line_decl: items.push_back(named(OutlineKind::line, part, Children(file_, part)[0])); break;
      case NodeKind::statement: items.push_back(statement(part)); break;
      case NodeKind::body:
      case NodeKind::if_body:
      case NodeKind::brings_decl:
        for (const NodeId inner : Children(file_, part)) addPart(inner, items);
        break;
      default: break;
    }
  }

  const ast::File& file_;
  const source::SourceManager& sources_;
};

}  // namespace

std::vector<OutlineItem> outline(const ast::File& file, const source::SourceManager& sources) { return Reader(file, sources).all(); }

}  // namespace smcost::query
