#include "compiler/mcp/bounded_files.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace smcost::mcp {

namespace {

class BoundedFiles : public load::Files {
 public:
  explicit BoundedFiles(std::string root) : root_(std::move(root)), disk_(load::filesOnDisk()) {}

  load::ReadResult read(const std::string& path) const override {
    if (auto why = refused(path)) return {std::nullopt, std::move(*why)};
    // Also at the root nothing is read that waits: a pipe, a terminal.
    return disk_->readUsed(path, root_);
  }
  load::ReadResult readUsed(const std::string& path, const std::string& folder) const override {
    if (auto why = refusedUse(path, folder)) return {std::nullopt, std::move(*why)};
    return disk_->readUsed(path, folder);
  }
  std::optional<std::string> refusedUse(const std::string& path, const std::string& folder) const override {
    if (auto why = refused(path)) return why;
    return disk_->refusedUse(path, folder);
  }
  // As somebody in the root would type it.
  std::string nameOf(const std::string& path) const override {
    const std::string name = std::filesystem::path(path).lexically_proximate(root_).string();
    return name.starts_with("..") ? path : name;
  }
  std::string keyOf(const std::string& path) const override { return disk_->keyOf(path); }

  std::vector<std::string> listed(const std::string& folder, std::string_view ending) const override {
    return refused(folder) ? std::vector<std::string>() : disk_->listed(folder, ending);
  }
  bool exists(const std::string& path) const override { return !refused(path) && disk_->exists(path); }
  load::ReadResult readBegin(const std::string& path, size_t most_bytes, const std::string& bound) const override {
    if (auto why = refused(path)) return {std::nullopt, std::move(*why)};
    return disk_->readBegin(path, most_bytes, bound);
  }
  books::Opened openBook(const std::string& path, const std::string& shown) const override { return disk_->openBook(path, shown); }

 private:
  std::optional<std::string> refused(const std::string& path) const {
    if (files::liesBelow(disk_->keyOf(path), root_)) return std::nullopt;
    return fmt::format("it lies outside of the root `{}`", root_);
  }

  std::string root_;
  std::shared_ptr<const load::Files> disk_;
};

}  // namespace

std::shared_ptr<const load::Files> filesBelow(const std::string& root) { return std::make_shared<BoundedFiles>(root); }

}  // namespace smcost::mcp
