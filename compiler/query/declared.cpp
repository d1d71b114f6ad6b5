#include "compiler/query/declared.h"

#include <set>

#include "compiler/load/library.h"

namespace smcost::query {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

struct Reader {
  const source::SourceManager& sources;
  const ast::File& file;

  std::string text(NodeId node) const { return std::string(sources.text(file.span(node))); }
  NodeId child(NodeId parent, NodeKind kind) const {
    for (const NodeId part : Children(file, parent)) {
      if (file.kind(part) == kind) return part;
    }
    return {};
  }
};

Parameter parameterOf(const Reader& read, NodeId node) {
  Parameter parameter;
  const uint8_t flags = read.file.node(node).flags;
  parameter.is_bare = (flags & ast::kBare) != 0;
  parameter.is_option = (flags & ast::kWith) != 0;
  parameter.repeats = (flags & ast::kMany) != 0;
  const Children parts(read.file, node);
  for (const NodeId part : parts) {
    switch (read.file.kind(part)) {
      case NodeKind::label: parameter.label = read.text(part); break;
      case NodeKind::name: parameter.name = read.text(part); break;
      case NodeKind::type: parameter.type = read.text(part); break;
      default: break;
    }
  }
  // A default is whatever stands last, behind the type and `each`.
  const NodeKind last = read.file.kind(parts[parts.size() - 1]);
  parameter.is_optional = last != NodeKind::type && last != NodeKind::each_ref;
  if (parameter.label.empty()) parameter.label = parameter.name;
  return parameter;
}

// `meter training(instance)` in the body: the meter is keyed by that parameter; `monitor.instance`
// by one of its option.
void addMeters(const Reader& read, NodeId workload, std::vector<Parameter>& parameters) {
  const ast::Node& node = read.file.node(workload);
  for (uint32_t i = node.first; i < workload.value; ++i) {
    if (read.file.nodes[i].kind != NodeKind::meter_use) continue;
    const Children parts(read.file, {i});
    const NodeId args = read.child({i}, NodeKind::args);
    if (!args) continue;
    const std::string key = read.text(Children(read.file, args)[0]);
    for (Parameter& parameter : parameters) {
      if (key == parameter.name || (parameter.is_option && key.starts_with(parameter.name + "."))) {
        parameter.meters.push_back(read.text(parts[0]));
      }
    }
  }
}

std::string summary(std::string doc) {
  doc.resize(std::min(doc.find('\n'), doc.size()));
  if (doc.ends_with('.')) doc.pop_back();
  return doc;
}

std::vector<Phrase> phrasesOf(const session::Session& session, NodeKind kind) {
  std::vector<Phrase> phrases;
  for (const check::Module& module : session.modules()) {
    const Reader read{session.sources(), module.tree};
    for (const NodeId item : module.tree.items) {
      if (module.tree.kind(item) != kind) continue;
      Phrase phrase;
      phrase.name = read.text(Children(module.tree, item)[0]);
      const std::string_view text = session.sources().file(module.tree.source).text();
      phrase.summary = summary(ast::docComment(module.tree, text, module.tree.node(item).begin));
      for (const NodeId part : Children(module.tree, item)) {
        if (module.tree.kind(part) == NodeKind::wparam) phrase.parameters.push_back(parameterOf(read, part));
      }
      addMeters(read, item, phrase.parameters);
      phrases.push_back(std::move(phrase));
    }
  }
  return phrases;
}

}  // namespace

std::vector<Phrase> workloads(const session::Session& session) { return phrasesOf(session, NodeKind::workload_decl); }
std::vector<Phrase> options(const session::Session& session) { return phrasesOf(session, NodeKind::option_decl); }

std::vector<std::string> wordsOf(const session::Session& session, const std::string& type) {
  std::vector<std::string> words;
  for (const check::Module& module : session.modules()) {
    const Reader read{session.sources(), module.tree};
    for (const NodeId item : module.tree.items) {
      if (module.tree.kind(item) != NodeKind::words_decl) continue;
      const Children parts(module.tree, item);
      if (read.text(parts[0]) != type) continue;
      for (size_t i = 1; i < parts.size(); ++i) words.push_back(read.text(parts[i]));
    }
  }
  return words;
}

std::vector<std::string> valueNames(const session::Session& session) {
  std::set<std::string> names;
  for (const check::Module& module : session.modules()) {
    const Reader read{session.sources(), module.tree};
    for (const NodeId item : module.tree.items) {
      const NodeId first = Children(module.tree, item)[0];
      switch (module.tree.kind(item)) {
        case NodeKind::let_decl:
        case NodeKind::days_decl:
        case NodeKind::param_decl: names.insert(read.text(first)); break;
        case NodeKind::fn_decl: names.insert(read.text(first) + "("); break;
        default: break;
      }
    }
    for (const NodeId statement : ast::statementsOf(module.tree)) {
      const NodeId first = Children(module.tree, statement)[0];
      if (module.tree.kind(first) == NodeKind::name) names.insert(read.text(first));
    }
  }
  return {names.begin(), names.end()};
}

std::vector<std::pair<std::string, std::string>> regions(const session::Session& session) {
  std::vector<std::pair<std::string, std::string>> regions;
  for (const check::Module& module : session.modules()) {
    const Reader read{session.sources(), module.tree};
    for (const NodeId item : module.tree.items) {
      if (module.tree.kind(item) != NodeKind::regions_decl) continue;
      for (const NodeId part : Children(module.tree, item)) {
        const bool is_row = module.tree.kind(part) == NodeKind::region_row;
        const NodeId title = is_row ? read.child(part, NodeKind::text) : NodeId{};
        const std::string quoted = title ? read.text(title) : "\"\"";
        regions.emplace_back(read.text(is_row ? Children(module.tree, part)[0] : part), quoted.substr(1, quoted.size() - 2));
      }
    }
  }
  return regions;
}

std::vector<std::string> libraryModules(const session::Session& session) { return load::Library(session.options().stdlib_dir).modules(); }

}  // namespace smcost::query
