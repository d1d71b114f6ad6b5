#include "compiler/load/library_cache.h"

#include <algorithm>

#include "compiler/load/carried_library.h"
#include "compiler/load/modules.h"

namespace smcost::load {

namespace {

// Files use few sets of modules.
constexpr size_t kMostKept = 16;

}  // namespace

std::shared_ptr<ReadLibrary> readLibrary(const std::optional<std::string>& folder, const std::vector<std::string>& wanted,
                                         std::shared_ptr<const ReadLibrary> below) {
  // Apart from their counts: what comes with the program are the objects alone.
  std::shared_ptr<source::SourceManager> sources(new source::SourceManager(source::SourceManager::ofShared(below ? below->sources : nullptr)));
  std::shared_ptr<ReadLibrary> library(new ReadLibrary);
  diagnostics::Sink sink;
  ModuleLoader loader(*sources, sink, true, folder, nullptr, nullptr);
  if (below) loader.goOnFrom(*below);
  library->wanted = wanted;
  library->modules = loader.loadLibrary(wanted);
  library->places = loader.libraryPlaces();
  library->is_other = loader.otherLibrary().has_value();
  library->declarations = check::declareLibrary(*sources, library->modules, below ? below->declarations : nullptr, sink);
  library->sources = std::move(sources);
  library->below = std::move(below);
  return sink.all().empty() ? library : nullptr;
}

const std::shared_ptr<const ReadLibrary>& LibraryCache::carried(const std::optional<std::string>& folder) {
  const auto [at, is_new] = carried_.try_emplace(folder);
  if (is_new) at->second = carriedLibrary(folder);
  return at->second;
}

std::shared_ptr<const ReadLibrary> LibraryCache::find(const std::optional<std::string>& folder, const std::vector<std::string>& names) {
  const std::lock_guard<std::mutex> guard(lock_);
  const auto key = std::make_pair(folder, names);
  if (const auto known = read_.find(key); known != read_.end()) return known->second;
  if (read_.size() == kMostKept) read_.clear();
  // One that says more than the file uses would say too much.
  std::shared_ptr<const ReadLibrary> below = carried(folder);
  const auto isWanted = [&](const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  if (below && !std::all_of(below->wanted.begin(), below->wanted.end(), isWanted)) below = nullptr;
  const bool is_all = below && std::all_of(names.begin(), names.end(), [&](const std::string& name) { return below->places.contains(name); });
  // What a stop breaks off leaves nothing here.
  std::shared_ptr<const ReadLibrary> library = is_all ? below : readLibrary(folder, names, below);
  return read_[key] = std::move(library);
}

}  // namespace smcost::load
