#include "compiler/lsp/positions.h"

#include <algorithm>

namespace smcost::lsp {

namespace {

// Bytes of the character that begins so; a byte that begins none stands for itself.
size_t bytesAt(std::string_view text, size_t at) {
  const unsigned char first = static_cast<unsigned char>(text[at]);
  const size_t wanted = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 : 1;
  size_t bytes = 1;
  while (bytes < wanted && at + bytes < text.size() && (static_cast<unsigned char>(text[at + bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes == wanted ? bytes : 1;
}

uint32_t unitsOf(size_t bytes) { return bytes == 4 ? 2 : 1; }

}  // namespace

Positions::Positions(std::string_view text) : text_(text) {
  is_ascii_ = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  starts_.push_back(0);
  for (size_t at = text.find_first_of("\r\n"); at != std::string_view::npos; at = text.find_first_of("\r\n", at)) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    starts_.push_back(++at);
  }
}

std::string_view Positions::lineAt(size_t line) const {
  const size_t begin = starts_[line], end = line + 1 < starts_.size() ? starts_[line + 1] : text_.size();
  std::string_view found = text_.substr(begin, end - begin);
  while (line + 1 < starts_.size() && !found.empty() && (found.back() == '\n' || found.back() == '\r')) found.remove_suffix(1);
  return found;
}

Position Positions::of(size_t offset) const {
  offset = std::min(offset, text_.size());
  const size_t line = static_cast<size_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) - starts_.begin() - 1);
  const std::string_view text = lineAt(line);
  const size_t column = std::min(offset - starts_[line], text.size());
  if (is_ascii_) return {static_cast<uint32_t>(line), static_cast<uint32_t>(column)};
  if (line != known_line_ || column < known_offset_) known_line_ = line, known_offset_ = 0, known_character_ = 0;
  while (known_offset_ < column) {
    const size_t bytes = bytesAt(text, known_offset_);
    if (known_offset_ + bytes > column) break;
    known_offset_ += bytes;
    known_character_ += unitsOf(bytes);
  }
  return {static_cast<uint32_t>(line), known_character_};
}

size_t Positions::offsetOf(Position position) const {
  if (position.line >= starts_.size()) return text_.size();
  const std::string_view text = lineAt(position.line);
  if (is_ascii_) return starts_[position.line] + std::min<size_t>(position.character, text.size());
  size_t at = 0;
  for (uint32_t character = 0; at < text.size();) {
    const size_t bytes = bytesAt(text, at);
    character += unitsOf(bytes);
    if (character > position.character) break;
    at += bytes;
  }
  return starts_[position.line] + at;
}

}  // namespace smcost::lsp
