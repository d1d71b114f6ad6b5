// The library that the program carries is the one that its checker declares, word for word; and what goes on from it.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "compiler/load/carried_library.h"
#include "compiler/load/library.h"
#include "compiler/load/library_cache.h"
#include "compiler/snapshot/snapshot.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;

void carriedIsWhatIsDeclared() {
  const auto carried = load::carriedLibrary(std::nullopt);
  CHECK(carried != nullptr);
  const snapshot::Snapshot made = snapshot::takeSnapshot([] { return static_cast<const void*>(load::buildCarriedLibrary()); });
  CHECK_EQ(made.trouble, "");
  CHECK(made.words.size() > 10'000);
  const auto* const words = reinterpret_cast<const uint64_t*>(reinterpret_cast<uintptr_t>(carried.get()) - made.root);
  size_t others = 0;
  for (size_t i = 0; i < made.words.size(); ++i) {
    others += words[i] != made.words[i] + (made.is_place[i] ? reinterpret_cast<uintptr_t>(words) : 0);
  }
  CHECK_EQ(others, size_t{0});
}

void othersGoOnFromTheCarried() {
  const auto carried = load::carriedLibrary(std::nullopt);
  load::LibraryCache cache;
  const auto find = [&](std::vector<std::string> names) { return cache.find(std::nullopt, names); };
  CHECK(find({"prelude", "aws.sagemaker"}) == carried);
  // In any order, with what they use themselves.
  CHECK(find({"aws.sagemaker", "units.data", "prelude"}) == carried);
  // Less is declared anew, since the carried one would say too much; more goes on from it.
  CHECK(find({"prelude"})->modules.size() < carried->modules.size());
  const auto more = find({"prelude", "aws.sagemaker", "session"});
  CHECK(more->below == carried);
  CHECK_EQ(more->modules.size(), carried->modules.size() + 1);
  CHECK_EQ(more->places.at("session"), carried->modules.size());
  CHECK(more->sources->file(more->modules.back().tree.source).text().find("use aws.sagemaker") != std::string::npos);
  CHECK(more->modules.back().imports.back() == carried->places.at("aws.sagemaker"));
}

// A folder is what was carried as long as its texts are those.
void anotherFolderIsDeclaredAnew(const std::string& folder) {
  namespace fs = std::filesystem;
  const std::vector<std::string> names = {"prelude", "aws.sagemaker"};
  const auto carried = load::carriedLibrary(std::nullopt);
  CHECK(load::LibraryCache().find(folder, names) == carried);
  const fs::path other = fs::temp_directory_path() / ("smcost_library_test." + std::to_string(::getpid()));
  fs::copy(folder, other, fs::copy_options::recursive);
  std::ofstream(other / "units/time.smcost", std::ios::app) << "\n# Changed.\n";
  const auto anew = load::LibraryCache().find(other.string(), names);
  CHECK(anew && anew != carried && anew->is_other);
  CHECK_EQ(anew->modules.size(), carried->modules.size());
  fs::remove(other / "units/time.smcost");
  CHECK(load::LibraryCache().find(other.string(), names) == nullptr);
  fs::remove_all(other);
}

}  // namespace

int main(int, char** arguments) {
  carriedIsWhatIsDeclared();
  othersGoOnFromTheCarried();
  anotherFolderIsDeclaredAnew(arguments[1]);
  return test::finish("library_test");
}
