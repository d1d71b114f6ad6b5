// Items that were meant as what they nearly are.

#include "lang/check/statements/item_slips.h"

#include <fmt/format.h>

#include "lang/base/nearest.h"
#include "lang/check/names/slips.h"

namespace smcost::check {

// `in us-west-2`, `@`: a region has its word before it.
bool offerRegion(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at) {
  const Span behind = wordBehind(cx, at);
  if (behind.isNone() || !cx.regions.has(cx.sources.text(behind))) return false;
  const std::string_view region = cx.sources.text(behind);
  diagnostic.hint(fmt::format("another region is written `region {}`", region));
  diagnostic.fix(at, "region", fmt::format("write `region {}`", region));
  return true;
}

// A SKU in another spelling is one; what only looks like one is told by its own message.
void offerSku(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at, std::string_view word) {
  if (word.find_first_of("0123456789") == std::string_view::npos) return;
  if (!base::sameCodes(word, cx.skus.all()).empty() || !base::misspeltCodes(word, cx.skus.all()).empty()) {
    suggestCode(diagnostic, at, word, cx.skus.all());
  }
}

// `4 x`: how many of it, with a blank too many.
bool offerTimes(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at, std::string_view number) {
  const Span behind = wordBehind(cx, at);
  if (behind.isNone() || cx.sources.text(behind) != "x") return false;
  const std::string meant = fmt::format("{}x", number);
  diagnostic.hint(fmt::format("how many of it is written `{}`", meant));
  diagnostic.fix({at.file, at.begin, behind.end}, meant, fmt::format("write `{}`", meant), diagnostics::Applicability::alone);
  return true;
}

// `x4`, `min30`: a number behind what belongs behind it.
bool offerNumberFirst(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at, std::string_view word) {
  const size_t figures = word.find_first_of("0123456789");
  if (figures == std::string_view::npos || figures == 0) return false;
  const std::string_view letters = word.substr(0, figures), number = word.substr(figures);
  if (number.find_first_not_of("0123456789_.") != std::string_view::npos || number.back() == '.') return false;
  if (letters != "x" && !cx.units.find(letters)) return false;
  const std::string meant = fmt::format("{}{}", number, letters);
  diagnostic.hint(fmt::format("the number stands first: `{}`", meant));
  diagnostic.fix(at, meant, fmt::format("write `{}`", meant));
  return true;
}

// `"box.small"`: a SKU is a name, and stands as it is.
bool offerUnquoted(Statements& cx, diagnostics::Diagnostic& diagnostic, const ast::File& file, ast::NodeId node) {
  if (file.kind(node) != ast::NodeKind::text) return false;
  const std::string_view quoted = cx.text(file, node), text = quoted.substr(1, quoted.size() - 2);
  if (!cx.skus.has(text)) return false;
  diagnostic.hint("a SKU stands without quotes");
  diagnostic.fix(file.span(node), std::string(text), fmt::format("write `{}`", text), diagnostics::Applicability::alone);
  return true;
}

}  // namespace smcost::check
