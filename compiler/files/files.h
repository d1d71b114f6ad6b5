// Files that a text, a folder or a setting may have named: opened without waiting, looked at before
// they are read, and remembered, so that nothing is written over what was read.
#pragma once

#include <sys/stat.h>

#include <cstdio>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace smcost::files {

// The text, or why not. Of what is longer than asked for one byte more is read, which is enough to
// see that it is too long.
struct ReadResult {
  std::optional<std::string> text;
  std::string error;
};

// What a user named: also a pipe or a terminal, whose end is waited for.
ReadResult readNamed(const std::string& path, size_t most_bytes);
// What somebody else named: a regular file and nothing else, so that nothing is waited for. `owner`
// takes whose it is.
ReadResult readRegular(const std::string& path, size_t most_bytes, uid_t* owner = nullptr);

// While it lives, the regular files that its thread reads are known by device and inode, which no other
// name hides. Who writes nothing needs none.
class ReadFiles {
 public:
  ReadFiles();
  ~ReadFiles();
  ReadFiles(const ReadFiles&) = delete;
  ReadFiles& operator=(const ReadFiles&) = delete;

  void add(const struct stat& status) { files_.emplace(status.st_dev, status.st_ino); }
  bool has(const struct stat& status) const { return files_.contains({status.st_dev, status.st_ino}); }

 private:
  std::set<std::pair<dev_t, ino_t>> files_;
  ReadFiles* before_;
};

// Under a ReadFiles: it was read, under whatever name.
bool wasRead(const struct stat& status);

// The path behind all links; the path as it is if it leads nowhere.
std::string resolved(const std::string& path);
// The nearest folder, from this one upwards, that is the root of a git repository.
std::optional<std::string> repositoryOf(const std::string& folder);
// Both as `resolved` gives them.
bool liesBelow(const std::string& path, const std::string& folder);

// A file that the program keeps for its user: a regular one of their own that is empty or begins with
// `mark`, and that nobody else may read. It is looked at before anything of it changes; what it is
// instead is in `why`, and then, as without a file, there is no stream.
class OwnFile {
 public:
  enum class Made : unsigned char { no, yes };

  OwnFile(const std::string& path, std::string_view mark, Made made, std::string& why);
  ~OwnFile();
  OwnFile(const OwnFile&) = delete;
  OwnFile& operator=(const OwnFile&) = delete;

  // At its beginning; also for writing if it may be made.
  std::FILE* stream() const { return stream_; }
  // What lies behind the place of the stream goes away.
  void endHere() const;

 private:
  std::FILE* stream_ = nullptr;
};

// The user who runs the process, or who had it run by sudo, or root: those whose files may say how
// to behave. What anybody else left in a folder above is not obeyed.
bool isTrustedOwner(uid_t owner);

// A descriptor of 0, 1, 2 that is closed would be the next file that is opened, and get what is meant
// for it. Takes their places so that using them fails.
void occupyStandardDescriptors();

}  // namespace smcost::files
