// Where the files of a spec come from: the disk, or a revision that git keeps.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "compiler/files/files.h"

namespace smcost::session {

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
  // What diagnostics call it.
  virtual std::string nameOf(const std::string& path) const { return path; }
  // Equal for two paths of one file.
  virtual std::string keyOf(const std::string& path) const = 0;
};

// `trusts` lifts the bound of the repository (`--trust`).
std::shared_ptr<const Files> filesOnDisk(bool trusts = false);

// Files as they are in a revision (`HEAD~1`; empty: in the index), read by the `git` command in the
// current folder's repository. A spec there uses the files of the same revision, never the disk's.
std::shared_ptr<const Files> filesOfRevision(std::string revision);

}  // namespace smcost::session
