// Where the files of a spec come from: the disk, or a revision that git keeps.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/books/open_book.h"
#include "compiler/files/files.h"

namespace smcost::load {

using files::ReadResult;

// A spec that the user names, or that stands in a folder of theirs. At most one byte more than a spec may
// have is read, which is enough for the parser to say that it is too much. What is called a spec and
// leads to something else is refused: a link of a repository shows nobody a file of the machine.
ReadResult readSpec(const std::string& path);

class Files {
 public:
  virtual ~Files() = default;
  virtual ReadResult read(const std::string& path) const = 0;
  // What a spec of `folder` names by `use` or `include`: a file that is called a spec, links resolved,
  // and, where the folder is in a repository, lies in it as well.
  virtual ReadResult readUsed(const std::string& path, const std::string& folder) const = 0;
  // Why it would not be read, whether it is there or not; none: nothing is against it.
  virtual std::optional<std::string> refusedUse(const std::string& path, const std::string& folder) const {
    const ReadResult read = readUsed(path, folder);
    return read.text ? std::nullopt : std::optional(read.error);
  }
  // What diagnostics call it.
  virtual std::string nameOf(const std::string& path) const { return path; }
  // Equal for two paths of one file.
  virtual std::string keyOf(const std::string& path) const = 0;

  // What lies beside specs without being one, price books and their lock, by paths from the root.
  // Its files whose names end so, by name; of what is no folder none.
  virtual std::vector<std::string> listed(const std::string& folder, std::string_view ending) const = 0;
  virtual bool exists(const std::string& path) const = 0;
  // Of a regular file the beginning. `bound`: a folder in which it has to lie, links followed, if not empty.
  virtual ReadResult readBegin(const std::string& path, size_t most_bytes, const std::string& bound) const = 0;
  // After `readBegin`, which looked at it; `shown` is what reports call it.
  virtual books::Opened openBook(const std::string& path, const std::string& shown) const = 0;
};

// `trusts` lifts the bound of the repository (`--trust`).
std::shared_ptr<const Files> filesOnDisk(bool trusts = false);

// Files as they are in a revision (`HEAD~1`; empty: in the index), read by the `git` command in the
// current folder's repository. A spec there uses the files of the same revision, never the disk's.
std::shared_ptr<const Files> filesOfRevision(std::string revision);

}  // namespace smcost::load
