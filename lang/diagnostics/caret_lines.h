// Source lines with marks below them: carets below the primary span, dashes below the
// others, and the words of both. Internal to the rich style.
#pragma once

#include <string>
#include <vector>

#include "lang/source/source.h"

namespace smcost::diagnostics {

// Terminal colours by what they say.
namespace tone {
inline constexpr std::string_view error = "1;31";
inline constexpr std::string_view warning = "1;33";
inline constexpr std::string_view gutter = "1;34";
inline constexpr std::string_view second = "1;34";
inline constexpr std::string_view strong = "1";
}  // namespace tone

struct Painter {
  bool color = false;

  std::string operator()(std::string_view tone, std::string_view text) const;
};

// A byte range of a file with a word. Offsets behind the end mean the end.
struct Mark {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool is_primary = false;
  std::string text;
};

struct FileMarks {
  source::FileId file;
  std::vector<Mark> marks;  // never empty
};

// The digits of the largest line number that the marks touch.
size_t gutterWidth(const source::SourceFile& file, const std::vector<Mark>& marks);

// The lines in order, `...` between lines that are not neighbours. A mark of several
// lines shows its first and its last; a long line shows a window around its marks.
std::string drawMarks(const source::SourceFile& file, const std::vector<Mark>& marks, size_t gutter,
                      std::string_view primary_tone, const Painter& paint);

}  // namespace smcost::diagnostics
