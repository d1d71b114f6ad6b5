#include "test/fuzz/seed_files.h"

#include <filesystem>

#include "test/fuzz/spec_text.h"

namespace smcost::fuzz {

load::ReadResult SeedFiles::read(const std::string& path) const {
  for (const auto* files : {&saved_, &seeds().files}) {
    if (const auto found = files->find(keyOf(path)); found != files->end()) return {found->second, {}};
  }
  return {std::nullopt, "no such file"};
}

std::string SeedFiles::keyOf(const std::string& path) const { return std::filesystem::path(path).filename().string(); }

}  // namespace smcost::fuzz
