// Where price books lie: looked at by their headers, opened by whoever wants one.
#include <filesystem>
#include <set>

#include "compiler/files/user_folders.h"
#include "compiler/load/files.h"
#include "compiler/session/book.h"
#include "lang/base/check.h"

namespace smcost::session {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".smprices";
constexpr const char* kFolder = "prices";
constexpr const char* kLock = "smcost.lock";
constexpr size_t kHeadBytes = size_t{1} << 16, kLongHeadBytes = size_t{1} << 22;
constexpr size_t kMaxLockBytes = size_t{1} << 16;

std::string absolute(const std::string& folder) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(folder.empty() ? "." : folder, error);
  return error ? folder : path.string();
}

// As somebody would type it: from the current folder.
std::string shownPath(const std::string& path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  return error ? path : fs::path(path).lexically_proximate(here).string();
}

}  // namespace

BookPlaces::BookPlaces(const Options& options)
    : files_(options.files ? options.files : load::filesOnDisk()), disk_(load::filesOnDisk()), named_(options.prices) {
  std::string at = absolute(options.text ? options.directory : fs::path(options.path).parent_path().string());
  const std::optional<std::string> root = files::repositoryOf(at);
  root_ = root.value_or(at);
  for (;; at = fs::path(at).parent_path().string()) {
    above_.push_back(at);
    folders_.push_back({FoundBook::Where::beside, (fs::path(at) / kFolder).string(), root_});
    if (at == root_ || at == "/") break;
  }
  if (const std::string user = files::userFolder(files::UserFolder::data); !user.empty()) {
    folders_.push_back({FoundBook::Where::user, (fs::path(user) / kFolder).string(), {}});
  }
}

const load::Files& BookPlaces::filesOf(FoundBook::Where where) const { return where == FoundBook::Where::beside ? *files_ : *disk_; }

FoundBook BookPlaces::head(FoundBook::Where where, const std::string& path, const std::string& bound) const {
  FoundBook found;
  found.where = where;
  found.path = path;
  found.shown = where == FoundBook::Where::beside ? shownPath(path) : path;
  for (const size_t most : {kHeadBytes, kLongHeadBytes}) {
    const load::ReadResult read = where == FoundBook::Where::named ? files::readRegular(path, most) : filesOf(where).readBegin(path, most, bound);
    found.error = read.error;
    if (!read.text) return found;
    std::string_view rest;
    book::Fault fault;
    found.header = book::readHeader(*read.text, rest, fault);
    found.fault.reset();
    if (found.header) return found;
    found.fault = fault;
    if (read.text->size() <= most) return found;
  }
  return found;
}

std::vector<FoundBook> BookPlaces::booksIn(const Folder& folder) const {
  std::vector<FoundBook> found;
  for (const std::string& path : filesOf(folder.where).listed(folder.path, kEnding)) found.push_back(head(folder.where, path, folder.bound));
  return found;
}

std::optional<FoundBook> BookPlaces::named() const {
  return named_ ? std::optional(head(FoundBook::Where::named, *named_, {})) : std::nullopt;
}

FoundBook BookPlaces::ofProgram() {
  FoundBook found;
  const auto own = books::openForm(embeddedBook());
  SMCOST_CHECK(own != nullptr, "the shipped price book opens");
  found.header = own->header();
  return found;
}

books::Opened BookPlaces::open(const FoundBook& found) const {
  if (found.where == FoundBook::Where::program) return {books::openForm(embeddedBook()), {}, {}};
  if (found.where == FoundBook::Where::named) return books::openFile(found.path, found.shown);
  return filesOf(found.where).openBook(found.path, found.shown);
}

std::optional<BookPlaces::Lock> BookPlaces::lock() const {
  for (const std::string& folder : above_) {
    const std::string path = (fs::path(folder) / kLock).string();
    if (!files_->exists(path)) continue;
    load::ReadResult read = files_->readBegin(path, kMaxLockBytes, root_);
    if (read.text && read.text->size() > kMaxLockBytes) read = {std::nullopt, "it is too long for a lock"};
    return Lock{files_->nameOf(shownPath(path)), std::move(read.error), std::move(read.text)};
  }
  return std::nullopt;
}

std::string BookPlaces::lockPath() const {
  for (const std::string& folder : above_) {
    const std::string path = (fs::path(folder) / kLock).string();
    if (disk_->exists(path)) return shownPath(path);
  }
  return shownPath((fs::path(root_) / kLock).string());
}

std::vector<FoundBook> findBooks(const BookPlaces& places) {
  std::vector<FoundBook> all;
  std::set<std::string> has;
  const auto addAll = [&](std::vector<FoundBook> found) {
    std::set<std::string> of_folder;
    for (FoundBook& book : found) {
      if (!book.header) continue;
      const std::string name = lockName(*book.header);
      book.is_second = !of_folder.insert(name).second;
      book.wins = !has.count(name) && !book.is_second;
    }
    has.merge(of_folder);
    all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  };
  if (std::optional<FoundBook> named = places.named()) addAll({*named});
  for (const BookPlaces::Folder& folder : places.folders()) addAll(places.booksIn(folder));
  addAll({BookPlaces::ofProgram()});
  return all;
}

}  // namespace smcost::session
