#include "lang/format/format.h"

#include "lang/base/check.h"
#include "lang/format/flow.h"
#include "lang/format/pieces.h"
#include "lang/syntax/parse.h"

namespace smcost::format {

std::string format(const source::SourceManager& sources, const ast::File& file) {
  SMCOST_CHECK(!file.has_errors, "a text with errors has no form");
  std::string_view text = sources.file(file.source).text();
  diagnostics::Sink sink;
  ast::Layout layout = ast::layOut(text, file.source, sink);
  Pieces pieces = cut(file, text, layout);
  applyStyles(pieces);
  return join(flow(pieces));
}

bool saysTheSame(const source::SourceManager& sources, const ast::File& file, const std::string& text) {
  source::SourceManager others;
  diagnostics::Sink sink;
  ast::File other = ast::parseFile(others, others.add("formatted", text), sink);
  return equal(file, sources.file(file.source).text(), other, text);
}

}  // namespace smcost::format
