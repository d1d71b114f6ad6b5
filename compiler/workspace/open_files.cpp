#include "compiler/workspace/open_files.h"

#include <filesystem>
#include <utility>

namespace smcost::workspace {

OpenFiles::OpenFiles(std::shared_ptr<const load::Files> disk, Documents documents, std::string root)
    : disk_(std::move(disk)), documents_(std::move(documents)), root_(std::move(root)) {
  if (!root_.ends_with('/')) root_ += '/';
}

std::string OpenFiles::keyOf(const std::string& path) const { return disk_->keyOf(path); }

const Document* OpenFiles::openAt(const std::string& path) const {
  const std::string key = keyOf(path);
  asked_.insert(key);
  const auto found = documents_.find(key);
  return found == documents_.end() ? nullptr : found->second.get();
}

load::ReadResult OpenFiles::read(const std::string& path) const {
  if (const Document* open = openAt(path)) return {open->text, {}};
  return disk_->read(path);
}

load::ReadResult OpenFiles::readUsed(const std::string& path, const std::string& folder) const {
  const Document* open = openAt(path);
  if (open == nullptr) return disk_->readUsed(path, folder);
  if (auto why = disk_->refusedUse(path, folder)) return {std::nullopt, std::move(*why)};
  return {open->text, {}};
}

std::string OpenFiles::nameOf(const std::string& path) const {
  const std::string normal = std::filesystem::path(path).lexically_normal().string();
  return normal.starts_with(root_) ? normal.substr(root_.size()) : normal;
}

std::string OpenFiles::pathOf(const std::string& name) const { return name.starts_with('/') ? name : root_ + name; }

std::vector<std::string> OpenFiles::listed(const std::string& folder, std::string_view ending) const { return disk_->listed(folder, ending); }
bool OpenFiles::exists(const std::string& path) const { return disk_->exists(path); }
load::ReadResult OpenFiles::readBegin(const std::string& path, size_t most_bytes, const std::string& bound) const {
  return disk_->readBegin(path, most_bytes, bound);
}
books::Opened OpenFiles::openBook(const std::string& path, const std::string& shown) const { return disk_->openBook(path, shown); }

}  // namespace smcost::workspace
