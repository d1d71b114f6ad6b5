#include "compiler/driver/prices/fetched_lists.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "compiler/driver/run/output.h"
#include "compiler/files/files.h"
#include "compiler/files/user_folders.h"
#include "runtime/book/digest.h"

namespace smcost::driver {

namespace {

constexpr std::string_view kMark = "smcost lists 1 ";
constexpr size_t kMostBytes = size_t{1} << 20;

std::string folder() {
  const std::string own = files::userFolder(files::UserFolder::cache);
  return own.empty() ? own : own + "/lists";
}

}  // namespace

FetchedLists::FetchedLists(const std::string& book, const std::string& digest) {
  if (folder().empty()) return;
  std::error_code error;
  path_ = folder() + "/" + book::sha256(std::filesystem::weakly_canonical(std::filesystem::absolute(book, error), error).string());
  const files::ReadResult read = files::readRegular(path_, kMostBytes);
  const std::string head = std::string(kMark) + digest + "\n";
  if (!read.text || digest.empty() || !read.text->starts_with(head)) return;
  std::string_view rest = std::string_view(*read.text).substr(head.size());
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const size_t tab = line.find('\t');
    if (tab != std::string_view::npos) etags_[std::string(line.substr(0, tab))] = line.substr(tab + 1);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
}

std::string FetchedLists::etag(const std::string& url) const {
  const auto found = etags_.find(url);
  return found == etags_.end() ? std::string() : found->second;
}

void FetchedLists::keep(const std::string& digest) const {
  if (path_.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder(), error);
  Output output(path_, Overwrites::anything);
  output.bytes() << kMark << digest << '\n';
  for (const auto& [url, etag] : etags_) {
    if (!etag.empty()) output.bytes() << url << '\t' << etag << '\n';
  }
  output.commit();
}

}  // namespace smcost::driver
