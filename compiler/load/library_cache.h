// What of a library was read and declared, for all sessions that use the same modules of it, on any thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lang/check/check.h"
#include "lang/source/source.h"

namespace smcost::load {

struct ReadLibrary {
  std::vector<std::string> wanted;         // the modules that were asked for; the others are used by them
  std::shared_ptr<const ReadLibrary> below;  // which it goes on from; none: all is its own
  std::shared_ptr<const source::SourceManager> sources;
  check::Modules modules;
  check::SharedDeclarations declarations;
  std::map<std::string, size_t> places;    // of each module by the name that `use` knows it by
  bool is_other = false;                   // something of it is not what the program carries
};

// These modules, in this order, and all that they use, on top of those of `below`, if there is one. Null: something is
// wrong with one of them.
std::shared_ptr<ReadLibrary> readLibrary(const std::optional<std::string>& folder, const std::vector<std::string>& wanted,
                                         std::shared_ptr<const ReadLibrary> below);

// A library's files are read once for the life of the cache, whatever becomes of them on the disk.
class LibraryCache {
 public:
  // These modules and all that they use. Null: something is wrong with one of them.
  std::shared_ptr<const ReadLibrary> find(const std::optional<std::string>& folder, const std::vector<std::string>& names);

 private:
  // What the program carries of it; null: the folder has other texts.
  const std::shared_ptr<const ReadLibrary>& carried(const std::optional<std::string>& folder);

  std::mutex lock_;
  std::map<std::pair<std::optional<std::string>, std::vector<std::string>>, std::shared_ptr<const ReadLibrary>> read_;
  std::map<std::optional<std::string>, std::shared_ptr<const ReadLibrary>> carried_;
};

}  // namespace smcost::load
