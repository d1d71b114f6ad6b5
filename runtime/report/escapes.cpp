#include "runtime/report/escapes.h"

#include <algorithm>

#include "lang/diagnostics/text.h"

namespace smcost::runtime {

namespace {

bool isOneOf(char c, std::string_view those) { return those.find(c) != std::string_view::npos; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
// Bytes beyond ASCII count as letters.
bool isWordPart(char c) { return isLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80; }

// Renderers look for names, numbers of issues and addresses behind all escapes; an empty comment parts them.
constexpr std::string_view kParting = "<!-- -->";

// `1.` and `1)` before a blank begin a list.
size_t endOfListNumber(std::string_view line) {
  size_t at = 0;
  while (at < line.size() && isDigit(line[at])) ++at;
  const bool is_one = at > 0 && at < line.size() && isOneOf(line[at], ".)") && (at + 1 == line.size() || line[at + 1] == ' ');
  return is_one ? at : std::string_view::npos;
}

// Signs that begin a block where a line or the item of a list begins.
bool beginsBlock(std::string_view line) {
  const char next = line.size() > 1 ? line[1] : '\0';
  return isOneOf(line[0], "#>") || (isOneOf(line[0], "-+=") && line.size() > 1 && (next == ' ' || next == line[0]));
}

struct Place {
  char before, here, behind;
};

// What a backslash makes a sign like any other.
bool isMarkup(Place at) {
  if (isOneOf(at.here, "|\\`[]*~")) return true;
  if (at.here == '<') return isLetter(at.behind) || isOneOf(at.behind, "/!?");
  if (at.here == '&') return isLetter(at.behind) || at.behind == '#';
  // Inside of a word it means nothing, and most names have some.
  return at.here == '_' && !(isWordPart(at.before) && isWordPart(at.behind));
}

// What names something to whom the document is sent: people, issues, requests, snippets, an address.
bool isReference(Place at) {
  if (at.here == '@') return true;
  if (at.here == ':') return at.behind == '/';
  return isOneOf(at.here, "#!$%&~") && isWordPart(at.behind);
}

// `www.` is an address without a scheme.
bool endsWww(std::string_view line, size_t at) {
  const auto isW = [&](size_t i) { return line[i] == 'w' || line[i] == 'W'; };
  return at >= 2 && isW(at) && isW(at - 1) && isW(at - 2) && at + 1 < line.size() && line[at + 1] == '.';
}

// A spreadsheet would compute it. A sign alone stands for nothing, or for itself.
bool isFormula(std::string_view cell) {
  const std::string_view shown = cell.substr(std::min(cell.find_first_not_of(" \""), cell.size()));
  for (const std::string_view begin : {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    if (shown.size() > begin.size() && shown.starts_with(begin)) return true;
  }
  return false;
}

}  // namespace

std::string csvField(std::string_view raw) {
  const std::string line = diagnostics::safeLine(raw);
  std::string text;
  // Where a comma stands in decimal numbers, spreadsheets part cells at semicolons, also inside of quotation marks.
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find(';', begin), line.size());
    const std::string_view cell = std::string_view(line).substr(begin, end - begin);
    if (isFormula(cell)) text += '\'';
    text += cell;
    if (end < line.size()) text += ';';
    begin = end + 1;
  }
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string markdownField(std::string_view text) {
  const std::string line = diagnostics::safeLine(text);
  const size_t list_sign = endOfListNumber(line);
  std::string escaped;
  for (size_t at = 0; at < line.size(); ++at) {
    const Place place = {at > 0 ? line[at - 1] : '\0', line[at], at + 1 < line.size() ? line[at + 1] : '\0'};
    if (isMarkup(place) || at == list_sign || (at == 0 && beginsBlock(line))) escaped += '\\';
    escaped += place.here;
    if (isReference(place) || endsWww(line, at)) escaped += kParting;
  }
  return escaped;
}

}  // namespace smcost::runtime
