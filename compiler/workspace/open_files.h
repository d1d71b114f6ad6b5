// The files of a spec as an editor sees them: those that are open as they stand in it, all others as on the disk. Notes
// what was asked for, found or not.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "compiler/load/files.h"
#include "compiler/workspace/documents.h"

namespace smcost::workspace {

class OpenFiles : public load::Files {
 public:
  // `root`: from which messages name files that lie below it.
  OpenFiles(std::shared_ptr<const load::Files> disk, Documents documents, std::string root);

  load::ReadResult read(const std::string& path) const override;
  load::ReadResult readUsed(const std::string& path, const std::string& folder) const override;
  std::string nameOf(const std::string& path) const override;
  std::string keyOf(const std::string& path) const override;
  std::vector<std::string> listed(const std::string& folder, std::string_view ending) const override;
  bool exists(const std::string& path) const override;
  load::ReadResult readBegin(const std::string& path, size_t most_bytes, const std::string& bound) const override;
  books::Opened openBook(const std::string& path, const std::string& shown) const override;

  // From the root of the file system, what `nameOf` called so.
  std::string pathOf(const std::string& name) const;
  // Each by its path. Of one session; not while another thread reads.
  const std::set<std::string>& asked() const { return asked_; }

 private:
  const Document* openAt(const std::string& path) const;

  std::shared_ptr<const load::Files> disk_;
  Documents documents_;
  std::string root_;
  mutable std::set<std::string> asked_;
};

}  // namespace smcost::workspace
