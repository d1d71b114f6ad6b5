#include "compiler/load/carried_library.h"

#include <algorithm>
#include <utility>

#include "compiler/load/library.h"
#include "lang/syntax/parse.h"

namespace smcost::load {

namespace {

// Of nobody.
template <class T>
std::shared_ptr<const T> unowned(const T* object) {
  return {std::shared_ptr<void>(), object};
}

// Leaves an object to nobody.
template <class T>
T* leave(std::shared_ptr<T> owned) {
  return (new std::shared_ptr<T>(std::move(owned)))->get();
}

// What a new spec begins with; all see the prelude.
constexpr const char* kStart = "session.smcost";
constexpr const char* kPrelude = "prelude";

}  // namespace

const ReadLibrary* buildCarriedLibrary() {
  source::SourceManager sources;
  diagnostics::Sink sink;
  const ast::File start = ast::parseFile(sources, sources.add(kStart, Library::embedded().text(kStart).value_or("")), sink);
  std::vector<std::string> wanted = {kPrelude};
  for (const check::ModuleRef& ref : check::moduleRefs(start, sources)) wanted.push_back(ref.path);
  const std::shared_ptr<ReadLibrary> built = readLibrary(std::nullopt, wanted, nullptr);
  if (!built) return nullptr;
  built->sources->settle();
  built->sources = unowned(leave(built->sources));
  built->declarations = unowned(leave(built->declarations));
  return leave(built);
}

std::shared_ptr<const ReadLibrary> carriedLibrary(const std::optional<std::string>& folder) {
  const ReadLibrary* const carried = &smcost_carried_library ? smcost_carried_library : nullptr;
  if (!carried) return nullptr;
  const Library library(folder);
  const auto isSame = [&](const check::Module& module) {
    const std::optional<std::string> text = library.text(module.name.substr(kLibraryFolder.size()));
    return text && *text == carried->sources->file(module.tree.source).text();
  };
  if (library.folder() && !std::all_of(carried->modules.begin(), carried->modules.end(), isSame)) return nullptr;
  return unowned(carried);
}

}  // namespace smcost::load
