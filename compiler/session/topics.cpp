#include "compiler/session/topics.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/load/modules.h"
#include "lang/syntax/ast.h"

namespace smcost::session {

using ast::NodeId;
using ast::NodeKind;

namespace {

const char* kindName(NodeKind kind) {
  switch (kind) {
    case NodeKind::workload_decl: return "workload";
    case NodeKind::option_decl: return "option";
    case NodeKind::meter_decl: return "meter";
    case NodeKind::fn_decl: return "function";
    case NodeKind::words_decl: return "words";
    case NodeKind::days_decl: return "day list";
    case NodeKind::allowance_decl: return "allowance";
    case NodeKind::plan_decl: return "plan";
    default: return nullptr;
  }
}

// Without the body of a workload or option; the rest is what a user needs to see.
std::string signatureOf(const source::SourceManager& sources, const ast::File& file, NodeId item) {
  source::Span span = file.span(item);
  for (NodeId part : ast::Children(file, item)) {
    if (file.kind(part) == NodeKind::body) span.end = file.span(part).begin;
  }
  std::string text(sources.text(span));
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
  return text;
}

// The topics of some modules, in their order.
class Collector {
 public:
  explicit Collector(const source::SourceManager& sources) : sources_(sources) {}

  void add(const check::Module& module) {
    const ast::File& file = module.tree;
    for (NodeId item : file.items) {
      if (file.kind(item) == NodeKind::skus_decl) addSkus(module, item);
      if (file.kind(item) == NodeKind::facts_decl) addFacts(file, item);
      const char* kind = kindName(file.kind(item));
      if (kind == nullptr) continue;
      std::string doc = ast::docComment(file, sources_.file(file.source).text(), file.node(item).begin);
      topics_.push_back({text(file, ast::Children(file, item)[0]), kind, module.name, std::move(doc), signatureOf(sources_, file, item), {}});
      addLines(file, item, topics_.back());
    }
  }

  std::vector<Topic> take() { return std::move(topics_); }

 private:
  std::string text(const ast::File& file, NodeId node) const { return std::string(sources_.text(file.span(node))); }

  void addSkus(const check::Module& module, NodeId item) {
    for (NodeId sku : ast::Children(module.tree, item)) {
      std::string name = text(module.tree, sku);
      if (!skus_.try_emplace(name, topics_.size()).second) continue;
      topics_.push_back({std::move(name), std::string(kSkuTopic), module.name, {}, {}, {}});
    }
  }

  // `none` is what is not known: no fact.
  void addFacts(const ast::File& file, NodeId item) {
    std::vector<std::string> columns;
    for (NodeId child : ast::Children(file, item)) {
      const ast::Children parts(file, child);
      if (file.kind(child) == NodeKind::fn_param) {
        columns.push_back(text(file, parts[0]));
        continue;
      }
      const auto sku = skus_.find(text(file, parts[0]));
      if (sku == skus_.end()) continue;
      for (size_t i = 1; i < parts.size() && i <= columns.size(); ++i) {
        if (file.kind(parts[i]) != NodeKind::default_none) topics_[sku->second].parts.emplace_back(columns[i - 1], text(file, parts[i]));
      }
    }
  }

  // Two branches may have a line of one name, of one meter or of two.
  void addLines(const ast::File& file, NodeId item, Topic& topic) const {
    const ast::Node& whole = file.node(item);
    for (NodeId at{whole.first}; at.value < item.value; ++at.value) {
      const bool is_part = file.kind(at) == NodeKind::statement;
      if (file.kind(at) != NodeKind::line_decl && !is_part) continue;
      const ast::Children line(file, at);
      if (is_part) {
        topic.statements.emplace_back(text(file, line[0]), text(file, line[1]));
        continue;
      }
      std::pair<std::string, std::string> part{text(file, line[0]), text(file, ast::Children(file, line[1])[0])};
      if (std::find(topic.parts.begin(), topic.parts.end(), part) == topic.parts.end()) topic.parts.push_back(std::move(part));
    }
  }

  const source::SourceManager& sources_;
  std::vector<Topic> topics_;
  std::unordered_map<std::string, size_t> skus_;
};

}  // namespace

std::vector<Topic> topics(const Options& options, source::SourceManager& sources, diagnostics::Sink& sink) {
  load::ModuleLoader loader(sources, sink, options.use_stdlib, options.stdlib_dir, options.files, nullptr);
  const bool has_file = options.text || !options.path.empty();
  return topicsOf(sources, has_file ? loader.load(options.path, options.text) : loader.loadLibrary());
}

std::vector<Topic> topicsOf(const source::SourceManager& sources, const check::Modules& modules) {
  Collector collector(sources);
  for (const check::Module& module : modules) collector.add(module);
  return collector.take();
}

}  // namespace smcost::session
