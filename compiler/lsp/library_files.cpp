#include "compiler/lsp/library_files.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <unistd.h>

#include "compiler/files/files.h"
#include "compiler/files/user_folders.h"
#include "compiler/load/library.h"

namespace smcost::lsp {

namespace {

namespace fs = std::filesystem;

bool isThere(const std::string& path, std::string_view text) {
  const files::ReadResult read = files::readRegular(path, text.size());
  return read.text && *read.text == text;
}

// Whole or not at all; a file that is there already is what this would be, or not ours.
bool writeReadOnly(const std::string& path, std::string_view text) {
  std::string made = path + ".XXXXXX";
  const int descriptor = ::mkstemp(made.data());
  if (descriptor < 0) return false;
  bool is_whole = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  is_whole = ::fchmod(descriptor, 0444) == 0 && is_whole;
  is_whole = ::close(descriptor) == 0 && is_whole;
  is_whole = is_whole && ::rename(made.c_str(), path.c_str()) == 0;
  if (!is_whole) ::unlink(made.c_str());
  return is_whole;
}

}  // namespace

std::optional<std::string> libraryFile(const std::optional<std::string>& folder, const std::string& name, std::string_view text) {
  if (!name.starts_with(load::kLibraryFolder)) return std::nullopt;
  const std::string below = name.substr(load::kLibraryFolder.size());
  if (const auto of_library = load::Library(folder).folder()) {
    const std::string path = (fs::path(*of_library) / below).string();
    if (isThere(path, text)) return path;
  }
  const std::string cache = files::userFolder(files::UserFolder::cache);
  if (cache.empty()) return std::nullopt;
  const std::string path = cache + "/library/" + load::Library::embedded().digest().substr(0, 16) + "/" + name;
  if (isThere(path, text)) return path;
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  return !error && writeReadOnly(path, text) ? std::optional(path) : std::nullopt;
}

}  // namespace smcost::lsp
