#include "compiler/load/library_cache.h"

#include "compiler/load/modules.h"

namespace smcost::load {

namespace {

// Files use few sets of modules.
constexpr size_t kMostKept = 16;

std::shared_ptr<const ReadLibrary> readLibrary(const std::optional<std::string>& folder, const std::vector<std::string>& names) {
  auto sources = std::make_shared<source::SourceManager>(source::SourceManager::Numbers::shared);
  auto library = std::make_shared<ReadLibrary>();
  diagnostics::Sink sink;
  ModuleLoader loader(*sources, sink, true, folder, nullptr, nullptr);
  library->modules = loader.loadLibrary(names);
  library->places = loader.libraryPlaces();
  library->is_other = loader.otherLibrary().has_value();
  library->declarations = check::declareLibrary(*sources, library->modules, sink);
  library->sources = std::move(sources);
  return sink.all().empty() ? library : nullptr;
}

}  // namespace

std::shared_ptr<const ReadLibrary> LibraryCache::find(const std::optional<std::string>& folder, const std::vector<std::string>& names) {
  const std::lock_guard<std::mutex> guard(lock_);
  const auto key = std::make_pair(folder, names);
  if (const auto known = read_.find(key); known != read_.end()) return known->second;
  if (read_.size() == kMostKept) read_.clear();
  // What a stop breaks off leaves nothing here.
  std::shared_ptr<const ReadLibrary> library = readLibrary(folder, names);
  return read_[key] = std::move(library);
}

}  // namespace smcost::load
