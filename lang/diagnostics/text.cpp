#include "lang/diagnostics/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace smcost::diagnostics {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <size_t N>
bool isIn(const std::array<Range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return r.first <= c && c <= r.last; });
}

// Marks that take no column of their own and are seen on what stands before them.
constexpr std::array<Range, 5> kZeroWidth = {{{0x300, 0x36F}, {0x483, 0x489}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};

// The blocks that terminals draw two columns wide.
constexpr std::array<Range, 9> kDoubleWidth = {{{0x1100, 0x115F},
                                                {0x2E80, 0x303E},
                                                {0x3041, 0xA4CF},
                                                {0xAC00, 0xD7A3},
                                                {0xF900, 0xFAFF},
                                                {0xFE30, 0xFE6F},
                                                {0xFF00, 0xFF60},
                                                {0x1F300, 0x1FAFF},
                                                {0x20000, 0x3FFFD}}};

// What nobody sees and something obeys: controls of the second set, Unicode's format characters (Cf: soft hyphen,
// joiners, bidirectional marks, tags), separators of lines, fillers, and selectors of variants beyond those of signs.
constexpr std::array<Range, 24> kDeceiving = {{{0x80, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},     {0x600, 0x605},
                                               {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},     {0x890, 0x891},
                                               {0x8E2, 0x8E2},     {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
                                               {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},
                                               {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x110BD, 0x110BD},
                                               {0x110CD, 0x110CD}, {0x13430, 0x13455}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}}};
constexpr char32_t kSpecialPlane = 0xE0000;  // tags, and nothing that is seen
constexpr char32_t kBehindSpecialPlane = 0xE1000;

bool isDeceiving(char32_t c) { return (c >= kSpecialPlane && c < kBehindSpecialPlane) || isIn(kDeceiving, c); }

// What is written as it is wherever it stands.
bool isPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n'; });
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool isContinuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// The length a first byte announces, 0 when it can start nothing.
uint32_t announcedBytes(unsigned char byte) {
  if (byte < 0x80) return 1;
  if (byte >= 0xC2 && byte < 0xE0) return 2;
  if (byte >= 0xE0 && byte < 0xF0) return 3;
  if (byte >= 0xF0 && byte < 0xF5) return 4;
  return 0;
}

bool isScalar(char32_t value, uint32_t bytes) {
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  return value >= kLeast[bytes] && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
}

enum class LineEnds : unsigned char { blanks, kept, kept_of_two };

std::string shownText(std::string_view text, LineEnds ends) {
  if (ends != LineEnds::blanks && isPlain(text)) return std::string(text);
  std::string shown;
  shown.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.value == '\n') {
      shown += ends == LineEnds::blanks ? ' ' : '\n';
    } else if (ends == LineEnds::kept_of_two && text.substr(at, 2) == "\r\n") {
      shown += '\r';
    } else {
      shown += cellOf(text, point, at).text;
    }
    at += point.bytes;
  }
  return shown;
}

}  // namespace

CodePoint decode(std::string_view text, size_t at) {
  constexpr CodePoint kInvalid = {0xFFFD, 1, false};
  const auto first = static_cast<unsigned char>(text[at]);
  const uint32_t bytes = announcedBytes(first);
  if (bytes == 1) return {first, 1, true};
  if (bytes == 0 || text.size() - at < bytes) return kInvalid;
  char32_t value = first & (0xFFU >> (bytes + 1));
  for (uint32_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if (!isContinuation(next)) return kInvalid;
    value = (value << 6U) | (next & 0x3FU);
  }
  return isScalar(value, bytes) ? CodePoint{value, bytes, true} : kInvalid;
}

Cell cellOf(std::string_view text, CodePoint point, size_t at) {
  if (!point.valid || isDeceiving(point.value)) return {std::string(kReplacement), 1};
  if (point.value == '\t') return {"    ", 4};
  // The pictures of control characters start at U+2400.
  if (point.value < 0x20) return {std::string("\xE2\x90") + static_cast<char>(0x80U + point.value), 1};
  if (point.value == 0x7F) return {"\xE2\x90\xA1", 1};
  const std::string_view same = text.substr(at, point.bytes);
  if (point.value < 0x300) return {std::string(same), 1};
  const uint32_t columns = isIn(kZeroWidth, point.value) ? 0 : isIn(kDoubleWidth, point.value) ? 2 : 1;
  return {std::string(same), columns};
}

std::string safeLines(std::string_view text) { return shownText(text, LineEnds::kept); }

std::string safeLine(std::string_view text) { return shownText(text, LineEnds::blanks); }

namespace {

// Servers leave out all blanks before a command, of which Unicode has many.
bool beginsLine(std::string_view text, size_t at, bool begins_line) {
  while (at > 0 && (text[at - 1] == ' ' || static_cast<unsigned char>(text[at - 1]) >= 0x80)) --at;
  return at == 0 ? begins_line : text[at - 1] == '\n';
}

// Of `##[` and `##vso[`.
bool beginsCommand(std::string_view behind_signs) {
  size_t at = 0;
  while (at < behind_signs.size() && isLetter(behind_signs[at])) ++at;
  return at < behind_signs.size() && behind_signs[at] == '[';
}

}  // namespace

std::string withoutCommands(std::string text, bool begins_line) {
  for (size_t at = 0; (at = text.find("::", at)) != std::string::npos; ++at) {
    const bool is_named = at + 2 < text.size() && isLetter(text[at + 2]);
    if (is_named && beginsLine(text, at, begins_line)) text.replace(at + 1, 1, kReplacement);
  }
  for (size_t at = 0; (at = text.find("##", at)) != std::string::npos; ++at) {
    if (beginsCommand(std::string_view(text).substr(at + 2))) text.replace(at + 1, 1, kReplacement);
  }
  return text;
}

std::string safeOutput(std::string_view text, bool begins_line) {
  return withoutCommands(shownText(text, LineEnds::kept_of_two), begins_line);
}

std::string safeFileName(std::string_view name) {
  std::string line = safeLine(name);
  return line.starts_with("::") || line.starts_with("##") ? "./" + line : line;
}

std::string shorten(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  size_t end = max_bytes;
  while (end > 0 && isContinuation(static_cast<unsigned char>(text[end]))) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string shortNumbers(std::string text) {
  constexpr size_t kMostDigits = 60, kShownEnd = 8;
  const auto isDigit = [&](size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  for (size_t at = 0; at < text.size(); ++at) {
    if (!isDigit(at)) continue;
    size_t end = at;
    while (isDigit(end)) ++end;
    const size_t digits = end - at;
    if (digits > kMostDigits) {
      const std::string ends = fmt::format("{}…{} ({} digits)", text.substr(at, kShownEnd),
                                           text.substr(end - kShownEnd, kShownEnd), digits);
      text.replace(at, digits, ends);
      end = at + ends.size();
    }
    at = end;
  }
  return text;
}

std::string jsonString(std::string_view text) {
  std::string quoted = "\"";
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (!point.valid) {
      quoted += kReplacement;
    } else if (point.value == '"' || point.value == '\\') {
      quoted += '\\';
      quoted += static_cast<char>(point.value);
    } else if (point.value == '\n') {
      quoted += "\\n";
    } else if (point.value < 0x20) {
      fmt::format_to(std::back_inserter(quoted), "\\u{:04x}", static_cast<unsigned>(point.value));
    } else {
      quoted += text.substr(at, point.bytes);
    }
    at += point.bytes;
  }
  return jsonEscaped(quoted + '"');
}

std::string jsonEscaped(std::string document) {
  if (isPlain(document) && document.find("##") == std::string::npos) return document;
  std::string escaped;
  const auto append = [&](unsigned unit) { fmt::format_to(std::back_inserter(escaped), "\\u{:04x}", unit); };
  for (size_t at = 0; at < document.size();) {
    const CodePoint point = decode(document, at);
    const auto value = static_cast<unsigned>(point.value);
    const bool is_second_sign = value == '#' && at > 0 && document[at - 1] == '#';
    if ((is_second_sign && beginsCommand(std::string_view(document).substr(at + 1))) || value == 0x7F || (point.valid && isDeceiving(value))) {
      // Two halves of what UTF-16 has no unit for.
      if (value >= 0x10000) append(0xD800 + ((value - 0x10000) >> 10U));
      append(value >= 0x10000 ? 0xDC00 + ((value - 0x10000) & 0x3FFU) : value);
    } else {
      escaped.append(document, at, point.bytes);
    }
    at += point.bytes;
  }
  return escaped;
}

}  // namespace smcost::diagnostics
