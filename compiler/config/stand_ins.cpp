#include "compiler/config/stand_ins.h"

#include "lang/diagnostics/text.h"

namespace smcost::config {

namespace {

// Planes 15 and 16: more than there are characters of two and three bytes.
constexpr char32_t kFirst = 0xF0000;
constexpr size_t kLongest = 3;   // bytes of what has a stand-in

std::string encoded(char32_t point) {
  const auto part = [&](int shift) { return static_cast<char>(0x80U | ((point >> shift) & 0x3FU)); };
  return {static_cast<char>(0xF0U | (point >> 18)), part(12), part(6), part(0)};
}

}  // namespace

std::string StandIns::of(std::string_view text) {
  std::string other;
  for (size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, diagnostics::decode(text, at).bytes);
    at += character.size();
    if (character.size() == 1 || character.size() > kLongest) {
      other += character;
      continue;
    }
    const auto [found, is_new] = numbers_.try_emplace(std::string(character), originals_.size());
    if (is_new) originals_.emplace_back(character);
    other += encoded(kFirst + static_cast<char32_t>(found->second));
  }
  return other;
}

size_t StandIns::reserved(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const diagnostics::CodePoint point = diagnostics::decode(text, at);
    if (point.value >= kFirst || text.substr(at).starts_with("\\U")) return at;
    at += point.bytes;
  }
  return std::string_view::npos;
}

std::string StandIns::back(std::string_view text) const {
  std::string own;
  for (size_t at = 0; at < text.size();) {
    const diagnostics::CodePoint point = diagnostics::decode(text, at);
    const bool stands_in = point.valid && point.value >= kFirst && point.value - kFirst < originals_.size();
    own += stands_in ? std::string_view(originals_[point.value - kFirst]) : text.substr(at, point.bytes);
    at += point.bytes;
  }
  return own;
}

}  // namespace smcost::config
