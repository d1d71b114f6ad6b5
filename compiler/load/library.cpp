#include "compiler/load/library.h"

#include <algorithm>
#include <filesystem>

#include "compiler/files/files.h"
#include "lang/base/check.h"
#include "lang/syntax/parse.h"
#include "runtime/book/digest.h"

namespace smcost::load {

namespace fs = std::filesystem;

std::string_view textNamed(const EmbeddedFile* files, size_t count, std::string_view name) {
  const EmbeddedFile* const found = std::find_if(files, files + count, [&](const EmbeddedFile& file) { return file.name == name; });
  SMCOST_CHECK(found != files + count, "a text that is asked for by name is embedded");
  return found->text;
}

std::optional<std::string> installedLibrary() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return std::nullopt;
  const fs::path folder = program.parent_path().parent_path() / "share/smcost/stdlib";
  // Without a prelude it is no library.
  if (!fs::is_regular_file(folder / "prelude.smcost", error)) return std::nullopt;
  return folder.string();
}

Library::Library(std::optional<std::string> folder) : folder_(folder ? std::move(folder) : installedLibrary()) {}

std::vector<std::string> Library::files() const {
  std::vector<std::string> files;
  if (!folder_) {
    for (size_t i = 0; i < kEmbeddedLibraryCount; ++i) files.emplace_back(kEmbeddedLibrary[i].name);
    return files;
  }
  std::error_code error;
  for (fs::recursive_directory_iterator at(*folder_, error), end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file(error) && at->path().extension() == ".smcost") {
      files.push_back(at->path().lexically_relative(*folder_).string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> Library::modules() const {
  std::vector<std::string> names;
  for (std::string& name : files()) {
    name.resize(name.size() - 7);
    std::replace(name.begin(), name.end(), '/', '.');
    // `a/b/b` is the module `a.b`.
    if (size_t dot = name.rfind('.'); dot != std::string::npos) {
      std::string last = name.substr(dot + 1);
      std::string folder = name.substr(0, dot);
      if (folder == last || folder.ends_with("." + last)) name = folder;
    }
    names.push_back(std::move(name));
  }
  return names;
}

namespace {

// Null when the copy has no such file.
const EmbeddedFile* embeddedFile(std::string_view file) {
  const EmbeddedFile* end = kEmbeddedLibrary + kEmbeddedLibraryCount;
  const EmbeddedFile* found = std::lower_bound(kEmbeddedLibrary, end, file,
                                               [](const EmbeddedFile& f, std::string_view name) { return f.name < name; });
  return found == end || found->name != file ? nullptr : found;
}

}  // namespace

std::optional<std::string> Library::text(const std::string& file) const {
  if (folder_) return files::readRegular(*folder_ + "/" + file, ast::kMaxFileBytes).text;
  const EmbeddedFile* found = embeddedFile(file);
  return found ? std::optional(std::string(found->text)) : std::nullopt;
}

std::string Library::digest() const {
  std::string all;
  for (const std::string& file : files()) {
    const std::string text_of_file = text(file).value_or("");
    // The length keeps the end of one file from being the beginning of the next.
    all += file + "\n" + std::to_string(text_of_file.size()) + "\n" + text_of_file;
  }
  return book::sha256(all);
}

std::vector<std::string> differences(const Library& one, const Library& other) {
  std::vector<std::string> names = one.files();
  const std::vector<std::string> more = other.files();
  names.insert(names.end(), more.begin(), more.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::erase_if(names, [&](const std::string& name) { return one.text(name) == other.text(name); });
  return names;
}

}  // namespace smcost::load
