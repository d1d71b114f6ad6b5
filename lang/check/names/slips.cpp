#include "lang/check/names/slips.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/names/names.h"

namespace smcost::check {

namespace {

bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view fileText(const Names& cx, Span at) { return cx.sources.file(at.file).text(); }

}  // namespace

Span wordBefore(const Names& cx, Span at) {
  if (at.isNone()) return {};
  std::string_view text = fileText(cx, at);
  uint32_t end = at.begin;
  while (end > 0 && text[end - 1] == ' ') --end;
  uint32_t begin = end;
  while (begin > 0 && isWordChar(text[begin - 1])) --begin;
  return begin < end && end < at.begin ? Span{at.file, begin, end} : Span{};
}

Span wordBehind(const Names& cx, Span at) {
  if (at.isNone()) return {};
  std::string_view text = fileText(cx, at);
  uint32_t begin = at.end;
  while (begin < text.size() && text[begin] == ' ') ++begin;
  uint32_t end = begin;
  while (end < text.size() && isWordChar(text[end])) ++end;
  return begin < end && at.end < begin ? Span{at.file, begin, end} : Span{};
}

bool offerOnce(const Names& cx, diagnostics::Diagnostic& diagnostic, Span at) {
  if (at.isNone()) return false;
  std::string_view text = fileText(cx, at);
  std::string_view word = cx.sources.text(at);
  uint32_t end = at.begin;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == ',')) --end;
  if (end == at.begin || word.empty() || !text.substr(0, end).ends_with(word)) return false;
  // The end of a longer word is another word; the unit of a number is not.
  const uint32_t begin = end - static_cast<uint32_t>(word.size());
  const bool is_longer = begin > 0 && isWordChar(text[begin - 1]) && isWordChar(word[0]);
  const bool is_unit = is_longer && text[begin - 1] >= '0' && text[begin - 1] <= '9';
  if (is_longer && !is_unit) return false;
  diagnostic.fix({at.file, end, at.end}, "", fmt::format("leave out the second `{}`", word));
  return true;
}

void offerSwap(const Names& cx, diagnostics::Diagnostic& diagnostic, Span first, Span second) {
  std::string_view between = fileText(cx, first).substr(first.end, second.begin - first.end);
  std::string swapped = fmt::format("{}{}{}", cx.sources.text(second), between, cx.sources.text(first));
  diagnostic.fix({first.file, first.begin, second.end}, swapped, fmt::format("write `{}`", swapped));
}

bool offerGroups(const Names& cx, diagnostics::Diagnostic& diagnostic, Span at) {
  if (at.isNone()) return false;
  const std::string_view text = fileText(cx, at);
  const auto digitsAt = [&](size_t i) {
    size_t end = i;
    while (end < text.size() && isDigit(text[end])) ++end;
    return end - i;
  };
  if (digitsAt(at.begin) != 3) return false;
  // Back over groups of three to the first one, which may be shorter.
  size_t begin = at.begin;
  while (begin > 1 && text[begin - 1] == ' ' && isDigit(text[begin - 2])) {
    size_t first = begin - 1;
    while (first > 0 && isDigit(text[first - 1])) --first;
    const bool is_longer = first > 0 && (isWordChar(text[first - 1]) || text[first - 1] == '.');
    if (begin - 1 - first > 3 || is_longer) return false;
    begin = first;
  }
  if (begin == at.begin) return false;
  size_t end = at.begin + 3;
  while (end < text.size() && text[end] == ' ' && digitsAt(end + 1) == 3) end += 4;
  std::string joined(text.substr(begin, end - begin));
  // `100 100` is rather one written twice.
  if (joined.size() == 7 && joined.substr(0, 3) == joined.substr(4)) return false;
  std::replace(joined.begin(), joined.end(), ' ', '_');
  diagnostic.hint("`_` groups digits, a blank ends a number");
  diagnostic.fix({at.file, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, joined, fmt::format("write `{}`", joined));
  return true;
}

}  // namespace smcost::check
