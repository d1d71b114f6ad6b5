#include "lang/source/source.h"

#include <algorithm>
#include <cstring>

#include "lang/base/check.h"

namespace smcost::source {

namespace {

constexpr uint32_t kCheckpoint = 4096;

// Every byte but a continuation byte starts a code point; on invalid UTF-8 this is
// still a count that only grows, which is all that a column needs.
uint32_t countCodePoints(std::string_view text) {
  return static_cast<uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

const std::vector<uint32_t>& SourceFile::lineStarts() const {
  std::call_once(lines_found_, [this] {
    line_starts_.push_back(0);
    const char* const begin = text_.data();
    const char* const end = begin + text_.size();
    const char* at = begin;
    while (at != end) {
      const void* found = std::memchr(at, '\n', static_cast<size_t>(end - at));
      if (found == nullptr) break;
      at = static_cast<const char*>(found) + 1;
      line_starts_.push_back(static_cast<uint32_t>(at - begin));
    }
  });
  return line_starts_;
}

uint32_t SourceFile::lineIndex(uint32_t offset) const {
  const std::vector<uint32_t>& starts = lineStarts();
  return static_cast<uint32_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin() - 1);
}

uint32_t SourceFile::lineStart(uint32_t offset) const { return lineStarts()[lineIndex(offset)]; }

LineColumn SourceFile::lineColumn(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const uint32_t line = lineIndex(offset);
  const uint32_t start = line_starts_[line];
  if (offset - start <= kCheckpoint) return {line + 1, countCodePoints(text(start, offset)) + 1};
  return {line + 1, codePointsBefore(offset) - codePointsBefore(start) + 1};
}

// A line may be as long as the file and hold many messages, so a column costs a walk
// from the last checkpoint, not from the line's start.
const std::vector<uint32_t>& SourceFile::checkpoints() const {
  std::call_once(counted_, [this] {
    uint32_t count = 0;
    for (size_t at = 0; at <= text_.size(); at += kCheckpoint) {
      checkpoints_.push_back(count);
      count += countCodePoints(text().substr(at, kCheckpoint));
    }
  });
  return checkpoints_;
}

uint32_t SourceFile::codePointsBefore(uint32_t offset) const {
  const uint32_t before = offset / kCheckpoint;
  return checkpoints()[before] + countCodePoints(text(before * kCheckpoint, offset));
}

std::string_view SourceFile::lineText(uint32_t offset) const {
  const uint32_t line = lineIndex(offset);
  const uint32_t start = line_starts_[line];
  const bool is_last = line + 1 == line_starts_.size();
  const size_t end = is_last ? text_.size() : line_starts_[line + 1] - 1;
  std::string_view found = text().substr(start, end - start);
  if (!is_last && found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

void SourceFile::settle() const {
  lineStarts();
  checkpoints();
}

SourceManager SourceManager::ofShared(std::shared_ptr<const SourceManager> below) {
  SourceManager sources;
  sources.first_ = below ? below->first_ + static_cast<uint32_t>(below->files_.size()) : kFirstShared;
  sources.shared_ = std::move(below);
  return sources;
}

void SourceManager::settle() const {
  for (const SourceFile& file : files_) file.settle();
}

FileId SourceManager::add(std::string name, std::string text) {
  SMCOST_CHECK(text.size() < UINT32_MAX, "a text must be smaller than 4 GB");
  const FileId id{first_ + static_cast<uint32_t>(files_.size())};
  files_.emplace_back(std::move(name), std::move(text));
  return id;
}

}  // namespace smcost::source
