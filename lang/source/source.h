// Texts and places in them. Every form after parsing points back here by Span.
// Reads no files: the session hands the text in.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/id.h"

namespace smcost::source {

using FileId = base::Id<struct FileTag>;

// A half-open byte range of one file.
struct Span {
  FileId file;
  uint32_t begin = 0;
  uint32_t end = 0;

  bool isNone() const { return file.isNone(); }
  auto operator<=>(const Span&) const = default;
};

// Both count from 1; the column counts code points, as editors do.
struct LineColumn {
  uint32_t line = 1;
  uint32_t column = 1;
};

class SourceFile {
 public:
  SourceFile(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::string_view text(uint32_t begin, uint32_t end) const { return text().substr(begin, end - begin); }
  LineColumn lineColumn(uint32_t offset) const;
  // The line that holds `offset`, without its line end.
  std::string_view lineText(uint32_t offset) const;
  uint32_t lineStart(uint32_t offset) const;

 private:
  void findLines() const;
  // Which line holds `offset`, from 0.
  uint32_t lineIndex(uint32_t offset) const;
  uint32_t codePointsBefore(uint32_t offset) const;

  std::string name_;  // as the user gave it, or "<stdin>", "<command line>", "stdlib/prelude.smcost"
  std::string text_;
  mutable std::vector<uint32_t> line_starts_;  // made at first use
  // Code points before every kCheckpoint-th byte, made when a column far into a line is
  // asked for.
  mutable std::vector<uint32_t> checkpoints_;
};

class SourceManager {
 public:
  FileId add(std::string name, std::string text);
  const SourceFile& file(FileId id) const { return files_[id.value]; }
  std::string_view text(Span span) const { return file(span.file).text(span.begin, span.end); }
  LineColumn lineColumn(Span span) const { return file(span.file).lineColumn(span.begin); }
  size_t size() const { return files_.size(); }

 private:
  std::deque<SourceFile> files_;
};

}  // namespace smcost::source
