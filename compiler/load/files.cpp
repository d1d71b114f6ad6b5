#include "compiler/load/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "lang/syntax/parse.h"

namespace smcost::load {

namespace {

constexpr std::string_view kEnding = ".smcost";

class DiskFiles : public Files {
 public:
  explicit DiskFiles(bool trusts) : trusts_(trusts) {}

  ReadResult read(const std::string& path) const override { return readSpec(path); }

  ReadResult readUsed(const std::string& path, const std::string& folder) const override {
    if (auto why = refusedUse(path, folder)) return {std::nullopt, std::move(*why)};
    return files::readRegular(files::resolved(path), ast::kMaxFileBytes);
  }

  std::optional<std::string> refusedUse(const std::string& path, const std::string& folder) const override {
    const std::string file = files::resolved(path);
    // Also the name itself, so that a message about what is not there shows nothing of what is.
    if (!path.ends_with(kEnding) || !file.ends_with(kEnding)) {
      return fmt::format("only files that end in `{}` are used, behind links too", kEnding);
    }
    const std::optional<std::string> repository = trusts_ ? std::nullopt : files::repositoryOf(folder);
    if (repository && file.starts_with('/') && !files::liesBelow(file, *repository)) {
      return fmt::format("it lies outside of the repository `{}` that uses it; `--trust` allows that", *repository);
    }
    return std::nullopt;
  }

  std::vector<std::string> listed(const std::string& folder, std::string_view ending) const override {
    std::vector<std::string> paths;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      if (entry->path().filename().string().ends_with(ending)) paths.push_back(entry->path().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
  }

  bool exists(const std::string& path) const override {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0;
  }

  ReadResult readBegin(const std::string& path, size_t most_bytes, const std::string& bound) const override {
    const std::string file = files::resolved(path);
    if (!trusts_ && !bound.empty() && !files::liesBelow(file, files::resolved(bound))) {
      return {std::nullopt, fmt::format("it lies outside of `{}`, where it was found; `--trust` allows that", bound)};
    }
    uid_t owner = 0;
    ReadResult read = files::readRegular(file, most_bytes, &owner);
    if (read.text && !trusts_ && !files::isTrustedOwner(owner)) {
      return {std::nullopt, fmt::format("it belongs to user {}; `--trust` allows that", owner)};
    }
    return read;
  }

  books::Opened openBook(const std::string& path, const std::string& shown) const override { return books::openFile(files::resolved(path), shown); }

  std::string keyOf(const std::string& path) const override {
    std::error_code ignored;
    std::string key = std::filesystem::weakly_canonical(path, ignored).string();
    return key.empty() ? path : key;
  }

 private:
  bool trusts_;
};

}  // namespace

ReadResult readSpec(const std::string& path) {
  if (!path.ends_with(kEnding)) return files::readNamed(path, ast::kMaxFileBytes);
  const std::string file = files::resolved(path);
  if (file.ends_with(kEnding)) return files::readNamed(path, ast::kMaxFileBytes);
  return {std::nullopt, fmt::format("it is a link to what does not end in `{}`", kEnding)};
}

std::shared_ptr<const Files> filesOnDisk(bool trusts) { return std::make_shared<DiskFiles>(trusts); }

}  // namespace smcost::load
