#include "lang/check/names/module.h"
#include "lang/check/names/names.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

std::vector<ModuleRef> moduleRefs(const ast::File& file, const source::SourceManager& sources) {
  std::vector<ModuleRef> refs;
  for (NodeId item : file.items) {
    NodeKind kind = file.kind(item);
    // `currency EUR at rates "ecb.smcost"` uses that file.
    const bool uses_rates = kind == NodeKind::currency_decl && Children(file, item).size() > 1;
    if (kind != NodeKind::use_decl && kind != NodeKind::include_decl && !uses_rates) continue;
    ModuleRef ref;
    ref.node = item;
    ref.is_include = kind == NodeKind::include_decl;
    for (NodeId part : Children(file, item)) {
      std::string_view text = sources.text(file.span(part));
      switch (file.kind(part)) {
        case NodeKind::text:
          ref.is_file = true;
          ref.path = unquoted(text);
          ref.span = file.span(part);
          break;
        case NodeKind::path:
          ref.path = std::string(text);
          ref.span = file.span(part);
          break;
        case NodeKind::edition_ref:
          ref.edition = std::string(text);
          ref.edition_span = file.span(part);
          break;
        case NodeKind::alias: ref.alias = std::string(text); break;
        default: break;
      }
    }
    refs.push_back(std::move(ref));
  }
  return refs;
}

}  // namespace smcost::check
