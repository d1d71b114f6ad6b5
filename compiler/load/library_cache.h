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
  std::shared_ptr<const source::SourceManager> sources;
  check::Modules modules;
  check::SharedDeclarations declarations;
  std::map<std::string, size_t> places;    // of each module by the name that `use` knows it by
  bool is_other = false;                   // something of it is not what the program carries
};

// A library's files are read once for the life of the cache, whatever becomes of them on the disk.
class LibraryCache {
 public:
  // These modules, in this order, and all that they use. Null: something is wrong with one of them.
  std::shared_ptr<const ReadLibrary> find(const std::optional<std::string>& folder, const std::vector<std::string>& names);

 private:
  std::mutex lock_;
  std::map<std::pair<std::optional<std::string>, std::vector<std::string>>, std::shared_ptr<const ReadLibrary>> read_;
};

}  // namespace smcost::load
