#include "compiler/session/topics.h"

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

}  // namespace

std::vector<Topic> topics(const Options& options, source::SourceManager& sources, diagnostics::Sink& sink) {
  load::ModuleLoader loader(sources, sink, options.use_stdlib, options.stdlib_dir, options.files, nullptr);
  const bool has_file = options.text || !options.path.empty();
  const check::Modules modules = has_file ? loader.load(options.path, options.text) : loader.loadLibrary();
  std::vector<Topic> found;
  for (const check::Module& module : modules) {
    const ast::File& file = module.tree;
    for (NodeId item : file.items) {
      const char* kind = kindName(file.kind(item));
      if (kind == nullptr) continue;
      const std::string_view name = sources.text(file.span(ast::Children(file, item)[0]));
      std::string doc = ast::docComment(file, sources.file(file.source).text(), file.node(item).begin);
      found.push_back({std::string(name), kind, module.name, std::move(doc), signatureOf(sources, file, item)});
    }
  }
  return found;
}

}  // namespace smcost::session
