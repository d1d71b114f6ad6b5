// What an editor has open, and the specs among it, each checked as often as something changed that it reads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/workspace/documents.h"
#include "compiler/workspace/snapshot.h"

namespace smcost::workspace {

// Of one thread; the snapshots that it hands out stay what they are.
class Workspace {
 public:
  // What is set for the specs of a folder; asked again when settings may have changed.
  using SettingsOf = std::function<Settings(const std::string& folder)>;
  explicit Workspace(SettingsOf settings);

  // Folders, from whose innermost files are named.
  void setRoots(std::vector<std::string> roots);
  // Paths as `pathOf` makes them.
  void open(Document document);
  // As the editor says; of what is not open nothing happens.
  void change(const std::string& path, int64_t version, std::string text);
  void close(const std::string& path);
  // Somebody else wrote, made or removed it.
  void changedOnDisk(const std::string& path);

  const Documents& documents() const { return documents_; }
  SharedDocument document(const std::string& path) const;
  // A spec as it stands now, open or on the disk.
  SharedSnapshot snapshot(const std::string& path);
  // Of what is open, the specs whose snapshots may say something else now that this file changed.
  std::vector<std::string> dependents(const std::string& path) const;

  // Links resolved, from the root of the file system; the file need not be there.
  static std::string pathOf(const std::string& name);

 private:
  std::string rootOf(const std::string& path) const;
  void forget(const std::string& changed);

  SettingsOf settings_of_;
  std::vector<std::string> roots_;
  Documents documents_;
  std::map<std::string, Settings> settings_;          // by folder
  std::map<std::string, SharedSnapshot> snapshots_;   // by path; of what is open, and what was asked for last
  std::shared_ptr<load::LibraryCache> library_;
};

}  // namespace smcost::workspace
