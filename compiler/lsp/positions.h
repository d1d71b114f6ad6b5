// Places of a text as the protocol counts them: lines, and code units of UTF-16 in a line. Lines end with `\n`, `\r\n` or `\r`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace smcost::lsp {

struct Position {
  uint32_t line = 0, character = 0;
  auto operator<=>(const Position&) const = default;
};

// Of a text that outlives it. A place behind a line's end is its end; one inside of a character its beginning.
class Positions {
 public:
  explicit Positions(std::string_view text);

  Position of(size_t offset) const;
  size_t offsetOf(Position position) const;
  size_t lines() const { return starts_.size(); }
  size_t lineStart(size_t line) const { return starts_[line]; }

 private:
  std::string_view lineAt(size_t line) const;

  std::string_view text_;
  std::vector<size_t> starts_;
  bool is_ascii_;
  // The last place that was asked for in a line with other characters: places ascend mostly, and a line may be as long as the text.
  mutable size_t known_offset_ = 0, known_line_ = 0;
  mutable uint32_t known_character_ = 0;
};

}  // namespace smcost::lsp
