// Texts and places in them. Every form after parsing points back here by Span.
// Reads no files: the session hands the text in.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
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

// Its lines are found when first asked for, by whichever thread.
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
  // Finds all that would be found when it is asked for: nothing writes to it any more.
  void settle() const;

 private:
  const std::vector<uint32_t>& lineStarts() const;
  const std::vector<uint32_t>& checkpoints() const;
  // Which line holds `offset`, from 0.
  uint32_t lineIndex(uint32_t offset) const;
  uint32_t codePointsBefore(uint32_t offset) const;

  std::string name_;  // as the user gave it, or "<stdin>", "<command line>", "stdlib/prelude.smcost"
  std::string text_;
  mutable std::once_flag lines_found_, counted_;
  mutable std::vector<uint32_t> line_starts_;
  // Code points before every kCheckpoint-th byte, made when a column far into a line is
  // asked for.
  mutable std::vector<uint32_t> checkpoints_;
};

class SourceManager {
 public:
  SourceManager() = default;
  // Of files that others share, which have numbers of their own, behind all others; on top of those of the other, if there is one.
  static SourceManager ofShared(std::shared_ptr<const SourceManager> below);

  FileId add(std::string name, std::string text);
  const SourceFile& file(FileId id) const {
    return id.value >= first_ && id.value - first_ < files_.size() ? files_[id.value - first_] : shared_->file(id);
  }
  // Knows those of the other too.
  void share(std::shared_ptr<const SourceManager> shared) { shared_ = std::move(shared); }
  std::string_view text(Span span) const { return file(span.file).text(span.begin, span.end); }
  LineColumn lineColumn(Span span) const { return file(span.file).lineColumn(span.begin); }
  void settle() const;

 private:
  static constexpr uint32_t kFirstShared = uint32_t{1} << 31;

  uint32_t first_ = 0;
  std::deque<SourceFile> files_;
  std::shared_ptr<const SourceManager> shared_;
};

}  // namespace smcost::source
