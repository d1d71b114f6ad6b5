#include "lang/check/names/declared_names.h"

#include <algorithm>

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

class DeclaredReader {
 public:
  DeclaredReader(const ast::File& file, bool all, const std::function<void(const DeclaredName&)>& found)
      : file_(file), all_(all), found_(found) {}

  void item(NodeId node) {
    listed(node);
    if (all_) named(node);
  }

 private:
  void add(SymbolKind kind, NodeId name) { found_({kind, name}); }

  // What is known by its spelling.
  void listed(NodeId node) {
    const Children parts(file_, node);
    switch (file_.kind(node)) {
      case NodeKind::dimension_decl: add(SymbolKind::dimension, parts[0]); break;
      case NodeKind::edition_decl: add(SymbolKind::edition, parts[0]); break;
      case NodeKind::unit_decl: units(parts); break;
      case NodeKind::words_decl:
        for (size_t i = 1; i < parts.size(); ++i) add(SymbolKind::word, parts[i]);
        break;
      case NodeKind::skus_decl:
        for (const NodeId sku : parts) add(SymbolKind::sku, sku);
        break;
      case NodeKind::facts_decl:
        for (const NodeId part : parts) {
          if (file_.kind(part) == NodeKind::fn_param) add(SymbolKind::fact, Children(file_, part)[0]);
        }
        break;
      case NodeKind::regions_decl:
        for (const NodeId part : parts) add(SymbolKind::region, file_.kind(part) == NodeKind::region_row ? Children(file_, part)[0] : part);
        break;
      default: break;
    }
  }

  void units(const Children& parts) {
    for (size_t i = 0; i + 1 < parts.size(); ++i) add(SymbolKind::unit, parts[i]);
    const NodeId type = parts[parts.size() - 1];
    if (file_.kind(type) != NodeKind::type) return;
    const NodeId factor = Children(file_, type)[0];
    if (file_.kind(factor) == NodeKind::tagged) add(SymbolKind::counted, Children(file_, factor)[1]);
  }

  void named(NodeId node) {
    const Children parts(file_, node);
    switch (file_.kind(node)) {
      case NodeKind::let_decl: add(SymbolKind::let, parts[0]); break;
      case NodeKind::param_decl: add(SymbolKind::param, parts[0]); break;
      case NodeKind::days_decl: add(SymbolKind::days, parts[0]); break;
      case NodeKind::words_decl: add(SymbolKind::words, parts[0]); break;
      case NodeKind::source_decl: add(SymbolKind::source, parts[0]); break;
      case NodeKind::price_list_decl: add(SymbolKind::price_list, parts[0]); break;
      case NodeKind::allowance_decl: add(SymbolKind::allowance, parts[0]); break;
      case NodeKind::scenario_decl: add(SymbolKind::scenario, parts[0]); break;
      case NodeKind::question_decl: add(SymbolKind::question, parts[0]); break;
      case NodeKind::fn_decl: withParameters(SymbolKind::fn, parts); break;
      case NodeKind::meter_decl: withParameters(SymbolKind::meter, parts); break;
      case NodeKind::workload_decl: withParameters(SymbolKind::workload, parts); break;
      case NodeKind::option_decl: withParameters(SymbolKind::option, parts); break;
      case NodeKind::plan_decl: withParameters(SymbolKind::plan, parts); break;
      case NodeKind::use_decl:
      case NodeKind::include_decl:
        for (const NodeId part : parts) {
          if (file_.kind(part) == NodeKind::alias) add(SymbolKind::alias, part);
        }
        break;
      case NodeKind::statement:
        if (file_.kind(parts[0]) == NodeKind::name) add(SymbolKind::statement, parts[0]);
        break;
      case NodeKind::tag_decl:
      case NodeKind::tagged_items:
      case NodeKind::test_decl:
      case NodeKind::rejects_decl:
        for (const NodeId part : parts) named(part);
        break;
      default: break;
    }
  }

  void withParameters(SymbolKind kind, const Children& parts) {
    add(kind, parts[0]);
    for (const NodeId part : parts) {
      switch (file_.kind(part)) {
        case NodeKind::fn_param: add(SymbolKind::parameter, Children(file_, part)[0]); break;
        case NodeKind::payment: add(SymbolKind::payment, Children(file_, part)[0]); break;
        case NodeKind::wparam: {
          const Children inside(file_, part);
          const bool has_label = file_.kind(inside[0]) == NodeKind::label;
          if (has_label) add(SymbolKind::label, inside[0]);
          add(SymbolKind::parameter, inside[has_label ? 1 : 0]);
          break;
        }
        case NodeKind::body: body(part); break;
        default: break;
      }
    }
  }

  void body(NodeId node) {
    for (const NodeId part : Children(file_, node)) {
      switch (file_.kind(part)) {
        case NodeKind::let_decl: add(SymbolKind::let, Children(file_, part)[0]); break;
        case NodeKind::statement: add(SymbolKind::statement, Children(file_, part)[0]); break;
        case NodeKind::line_decl: add(SymbolKind::line, Children(file_, part)[0]); break;
        case NodeKind::if_body:
        case NodeKind::brings_decl:
        case NodeKind::body: body(part); break;
        default: break;
      }
    }
  }

  const ast::File& file_;
  bool all_;
  const std::function<void(const DeclaredName&)>& found_;
};

}  // namespace

void eachDeclared(const ast::File& file, bool all, const std::function<void(const DeclaredName&)>& found) {
  DeclaredReader reader(file, all, found);
  for (const NodeId item : file.items) reader.item(item);
}

namespace {

std::string_view textOf(const ast::File& file, const source::SourceManager& sources, NodeId node) { return sources.text(file.span(node)); }

// The item that a node lies in; none: it lies in none.
NodeId itemAround(const ast::File& file, NodeId node) {
  const auto at = std::lower_bound(file.items.begin(), file.items.end(), node);
  return at != file.items.end() && file.node(*at).first <= node.value ? *at : NodeId{};
}

std::optional<SymbolKind> kindOfOwner(NodeKind kind) {
  switch (kind) {
    case NodeKind::fn_decl: return SymbolKind::fn;
    case NodeKind::meter_decl: return SymbolKind::meter;
    case NodeKind::workload_decl: return SymbolKind::workload;
    case NodeKind::option_decl: return SymbolKind::option;
    case NodeKind::words_decl: return SymbolKind::words;
    case NodeKind::plan_decl: return SymbolKind::plan;
    default: return std::nullopt;
  }
}

NodeId nameOf(const ast::File& file, NodeId parameter) {
  const Children parts(file, parameter);
  return file.kind(parts[0]) == NodeKind::label ? parts[1] : parts[0];
}

}  // namespace

bool isSpelled(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::sku:
    case SymbolKind::fact:
    case SymbolKind::region:
    case SymbolKind::unit:
    case SymbolKind::dimension:
    case SymbolKind::counted:
    case SymbolKind::edition:
    case SymbolKind::tag: return true;
    default: return false;
  }
}

std::optional<DeclaredName> ownerOf(const ast::File& file, NodeId name) {
  const NodeId item = itemAround(file, name);
  const auto kind = item ? kindOfOwner(file.kind(item)) : std::nullopt;
  if (!kind) return std::nullopt;
  const NodeId own = Children(file, item)[0];
  return own == name ? std::nullopt : std::optional(DeclaredName{*kind, own});
}

NodeId localNamed(const ast::File& file, const source::SourceManager& sources, NodeId at, std::string_view name) {
  const NodeId item = itemAround(file, at);
  if (!item) return {};
  // The last `let` before the place stands in place of those before it.
  const bool has_lets = file.kind(item) == NodeKind::workload_decl || file.kind(item) == NodeKind::option_decl;
  for (uint32_t i = at.value; has_lets && i-- > file.node(item).first;) {
    if (file.nodes[i].kind != NodeKind::let_decl) continue;
    const NodeId own = Children(file, {i})[0];
    if (textOf(file, sources, own) == name) return own;
  }
  return parameterNamed(file, sources, item, name);
}

NodeId parameterNamed(const ast::File& file, const source::SourceManager& sources, NodeId declaration, std::string_view name) {
  for (const NodeId part : Children(file, declaration)) {
    if (file.kind(part) != NodeKind::fn_param && file.kind(part) != NodeKind::wparam) continue;
    const NodeId own = nameOf(file, part);
    if (textOf(file, sources, own) == name) return own;
  }
  return {};
}

NodeId labelOf(const ast::File& file, NodeId parameter) {
  const NodeId before{parameter.value - 1};
  return parameter.value > 0 && file.kind(before) == NodeKind::label ? before : parameter;
}

NodeId lineNamed(const ast::File& file, const source::SourceManager& sources, NodeId declaration, std::string_view name) {
  for (uint32_t i = file.node(declaration).first; i < declaration.value; ++i) {
    if (file.nodes[i].kind != NodeKind::line_decl) continue;
    const NodeId own = Children(file, {i})[0];
    if (textOf(file, sources, own) == name) return own;
  }
  return {};
}

}  // namespace smcost::check
