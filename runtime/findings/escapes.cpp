#include "runtime/findings/escapes.h"

#include "lang/diagnostics/text.h"

namespace smcost::runtime {

std::string xmlText(std::string_view text) {
  const std::string lines = diagnostics::safeLines(text);
  std::string xml;
  for (size_t at = 0; at < lines.size(); ++at) {
    const char c = lines[at];
    switch (c) {
      case '&': xml += "&amp;"; break;
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '"': xml += "&quot;"; break;
      // Doubled they begin commands to servers that read the document line by line as it is printed.
      case '#': case ':':
        if (at + 1 < lines.size() && lines[at + 1] == c) xml += c == '#' ? "&#35;" : "&#58;";
        else xml += c;
        break;
      default: xml += c;
    }
  }
  // Two code points are characters to Unicode and none to XML.
  for (std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (size_t at = 0; (at = xml.find(none, at)) != std::string::npos; ++at) xml.replace(at, none.size(), "\xEF\xBF\xBD");
  }
  return xml;
}

std::string sarifText(std::string_view text) {
  std::string plain;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "](") plain += '\\';
    plain += text[at];
  }
  return plain;
}

}  // namespace smcost::runtime
