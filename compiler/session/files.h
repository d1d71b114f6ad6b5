// Where the files of a spec come from: the disk, or a revision that git keeps.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace smcost::session {

// The whole text, or why not. At most one byte more than a spec may have is read, which is
// enough for the parser to say that it is too much.
struct ReadResult {
  std::optional<std::string> text;
  std::string error;
};

ReadResult readFile(const std::string& path);

class Files {
 public:
  virtual ~Files() = default;
  virtual ReadResult read(const std::string& path) const = 0;
  // What diagnostics call it.
  virtual std::string nameOf(const std::string& path) const { return path; }
  // Equal for two paths of one file.
  virtual std::string keyOf(const std::string& path) const = 0;
};

std::shared_ptr<const Files> filesOnDisk();

// Files as they are in a revision (`HEAD~1`; empty: in the index), read by the `git` command in the
// current folder's repository. A spec there uses the files of the same revision, never the disk's.
std::shared_ptr<const Files> filesOfRevision(std::string revision);

}  // namespace smcost::session
