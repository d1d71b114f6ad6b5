#include "lang/check/slips.h"

#include <fmt/format.h>

namespace smcost::check {

namespace {

bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

std::string_view fileText(const Context& cx, Span at) { return cx.sources.file(at.file).text(); }

}  // namespace

Span wordBefore(const Context& cx, Span at) {
  if (at.isNone()) return {};
  std::string_view text = fileText(cx, at);
  uint32_t end = at.begin;
  while (end > 0 && text[end - 1] == ' ') --end;
  uint32_t begin = end;
  while (begin > 0 && isWordChar(text[begin - 1])) --begin;
  return begin < end && end < at.begin ? Span{at.file, begin, end} : Span{};
}

Span wordBehind(const Context& cx, Span at) {
  if (at.isNone()) return {};
  std::string_view text = fileText(cx, at);
  uint32_t begin = at.end;
  while (begin < text.size() && text[begin] == ' ') ++begin;
  uint32_t end = begin;
  while (end < text.size() && isWordChar(text[end])) ++end;
  return begin < end && at.end < begin ? Span{at.file, begin, end} : Span{};
}

bool offerOnce(const Context& cx, diagnostics::Diagnostic& diagnostic, Span at) {
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

void offerSwap(const Context& cx, diagnostics::Diagnostic& diagnostic, Span first, Span second) {
  std::string_view between = fileText(cx, first).substr(first.end, second.begin - first.end);
  std::string swapped = fmt::format("{}{}{}", cx.sources.text(second), between, cx.sources.text(first));
  diagnostic.fix({first.file, first.begin, second.end}, swapped, fmt::format("write `{}`", swapped));
}

std::optional<std::string> unitWordOf(Context& cx, DimensionId dimension, std::string_view number) {
  const auto& factors = cx.dimensions().factors(dimension);
  if (factors.size() != 1 || factors[0].exponent != 1) return std::nullopt;
  std::optional<std::string> first;
  for (const std::string& spelling : cx.units.spellings()) {
    auto unit = cx.units.find(spelling);
    if (cx.units[*unit].dimension != dimension || cx.units[*unit].scale != 1) continue;
    if (!first) first = spelling;
    auto plural = cx.units.find(spelling + "s");
    if (plural && *plural == *unit) return number == "1" ? spelling : spelling + "s";
  }
  return first;
}

}  // namespace smcost::check
