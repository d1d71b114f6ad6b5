// What a text that anybody may have written becomes in the forms that other programs read, one function for each form:
// there it is text, and does nothing. Lines for people: `diagnostics::safeOutput`; JSON: `dumpJson`; findings:
// runtime/findings/escapes.h.
#pragma once

#include <string>
#include <string_view>

namespace smcost::runtime {

// A field of CSV (RFC 4180) that is a text: quoted when it must be, and with `'` before what a spreadsheet would take for a
// formula. Amounts are no texts, keep their signs and never come here.
std::string csvField(std::string_view text);

// A piece of a markdown paragraph or cell that ends neither, and is no HTML, link, picture, code, emphasis, list or
// mention, neither to CommonMark nor to GitHub and GitLab. The document shows the same text.
std::string markdownField(std::string_view text);

}  // namespace smcost::runtime
