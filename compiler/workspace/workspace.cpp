#include "compiler/workspace/workspace.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "compiler/load/library_cache.h"

namespace smcost::workspace {

namespace fs = std::filesystem;

Workspace::Workspace(SettingsOf settings) : settings_of_(std::move(settings)), library_(std::make_shared<load::LibraryCache>()) {}

std::string Workspace::pathOf(const std::string& name) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(name, error);
  return error || path.empty() ? name : path.string();
}

void Workspace::setRoots(std::vector<std::string> roots) {
  roots_ = std::move(roots);
  snapshots_.clear();
}

std::string Workspace::rootOf(const std::string& path) const {
  std::string found;
  for (const std::string& root : roots_) {
    if (path.starts_with(root + "/") && root.size() > found.size()) found = root;
  }
  return found.empty() ? fs::path(path).parent_path().string() : found;
}

SharedDocument Workspace::document(const std::string& path) const {
  const auto found = documents_.find(path);
  return found == documents_.end() ? nullptr : found->second;
}

std::vector<std::string> Workspace::dependents(const std::string& path) const {
  std::vector<std::string> specs;
  for (const auto& [open, document] : documents_) {
    const auto known = snapshots_.find(open);
    if (open == path || known == snapshots_.end() || known->second->mayDependOn(path)) specs.push_back(open);
  }
  return specs;
}

void Workspace::forget(const std::string& changed) {
  std::erase_if(snapshots_, [&](const auto& known) { return known.second->mayDependOn(changed); });
}

void Workspace::open(Document document) {
  const std::string path = document.path;
  documents_[path] = std::make_shared<const Document>(std::move(document));
  forget(path);
}

void Workspace::change(const std::string& path, int64_t version, std::string text) {
  const auto found = documents_.find(path);
  if (found == documents_.end()) return;
  found->second = std::make_shared<const Document>(Document{path, version, std::move(text)});
  forget(path);
}

void Workspace::close(const std::string& path) {
  documents_.erase(path);
  forget(path);
}

void Workspace::changedOnDisk(const std::string& path) {
  if (!path.ends_with(".smcost")) settings_.clear();
  if (!documents_.contains(path)) forget(path);
}

SharedSnapshot Workspace::snapshot(const std::string& path) {
  if (const auto made = snapshots_.find(path); made != snapshots_.end()) return made->second;
  const std::string folder = fs::path(path).parent_path().string();
  auto known = settings_.find(folder);
  if (known == settings_.end()) known = settings_.emplace(folder, settings_of_(folder)).first;
  Settings settings = known->second;
  settings.options.path = path;
  settings.options.library_cache = library_;
  auto files = std::make_shared<OpenFiles>(load::filesOnDisk(settings.trusts), documents_, rootOf(path));
  auto made = std::make_shared<Snapshot>(std::move(settings), std::move(files));
  // What is not open is asked for now and then: one of it is kept.
  std::erase_if(snapshots_, [&](const auto& other) { return other.first != path && !documents_.contains(other.first); });
  return snapshots_[path] = made;
}

}  // namespace smcost::workspace
