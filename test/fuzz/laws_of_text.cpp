#include "test/fuzz/laws_of_text.h"

#include "lang/diagnostics/render.h"
#include "lang/format/format.h"
#include "lang/syntax/parse.h"
#include "test/fuzz/spec_text.h"

namespace smcost::fuzz {

bool holdsLawsOfText(const std::string& text, bool asked) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  const ast::File tree = ast::parseFile(sources, sources.add("fuzz", text), sink);
  if (tree.has_errors != sink.hasErrors()) broken("a tree has errors if and only if the sink has");
  if (tree.has_errors) {
    if (asked) diagnostics::render(sink, sources, {});
    return false;
  }
  const std::string once = format::format(sources, tree);
  if (!format::saysTheSame(sources, tree, once)) broken("fmt says the same", once);
  source::SourceManager again;
  diagnostics::Sink own;
  const ast::File second = ast::parseFile(again, again.add("formatted", once), own);
  if (second.has_errors) broken("what fmt writes reads", once);
  const std::string twice = format::format(again, second);
  if (twice != once) broken("fmt twice is fmt once", once + "\n-----\n" + twice);
  return true;
}

}  // namespace smcost::fuzz
