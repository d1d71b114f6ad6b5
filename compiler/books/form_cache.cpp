#include "compiler/books/form_cache.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "compiler/files/user_folders.h"

namespace smcost::books {

namespace {

constexpr std::string_view kTextMark = "smcost text 1 ";
constexpr std::string_view kFormEnding = ".form", kTextEnding = ".text", kNewEnding = ".new";
constexpr time_t kDay = time_t{24} * 60 * 60;
constexpr time_t kKeptDays = 60, kKeptHalfWritten = 60 * 60;
constexpr time_t kSettled = 2;   // seconds after which a change would show in the file's times

std::string cacheFolder() {
  const std::string own = files::userFolder(files::UserFolder::cache);
  return own.empty() ? own : own + "/books";
}

// What of a file changes with its text.
std::string stampOf(const struct stat& text) {
  const auto time = [](const timespec& at) { return std::to_string(at.tv_sec) + "." + std::to_string(at.tv_nsec); };
  return std::to_string(text.st_size) + " " + time(text.st_mtim) + " " + time(text.st_ctim) + " ";
}

bool writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

}  // namespace

std::unique_ptr<PartsOfFile> PartsOfFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
  if (file < 0) return nullptr;
  struct stat status {};
  const bool is_own = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid() &&
                      (status.st_mode & (S_IWGRP | S_IWOTH)) == 0 && status.st_size > 0;
  // Memory is taken by what is read.
  void* begin = is_own ? ::mmap(nullptr, static_cast<size_t>(status.st_size), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                       : MAP_FAILED;
  if (begin == MAP_FAILED) {
    ::close(file);
    return nullptr;
  }
  const timespec now{std::time(nullptr), 0};
  if (now.tv_sec - status.st_mtim.tv_sec > kDay) {
    const timespec times[2] = {{0, UTIME_OMIT}, now};
    static_cast<void>(::utimensat(AT_FDCWD, path.c_str(), times, AT_SYMLINK_NOFOLLOW));
  }
  return std::unique_ptr<PartsOfFile>(new PartsOfFile(file, static_cast<char*>(begin), static_cast<size_t>(status.st_size)));
}

PartsOfFile::~PartsOfFile() {
  ::munmap(begin_, size_);
  ::close(file_);
}

bool PartsOfFile::read(size_t at, size_t size) const {
  if (at > size_ || size > size_ - at) return false;
  for (size_t done = 0; done < size;) {
    const ssize_t count = ::pread(file_, begin_ + at + done, size - done, static_cast<off_t>(at + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<size_t>(count);
  }
  return true;
}

FormCache::FormCache() : folder_(cacheFolder()) {}

std::string FormCache::formPath(std::string_view digest) const { return folder_ + "/" + std::string(digest) + std::string(kFormEnding); }

std::string FormCache::textPath(const struct stat& text) const {
  return folder_ + "/" + std::to_string(text.st_dev) + "-" + std::to_string(text.st_ino) + std::string(kTextEnding);
}

std::optional<std::string> FormCache::digestOf(const struct stat& text) const {
  constexpr size_t kDigest = 64;
  if (folder_.empty()) return std::nullopt;
  const std::unique_ptr<PartsOfFile> file = PartsOfFile::open(textPath(text));
  const std::string begin = std::string(kTextMark) + stampOf(text);
  if (!file || file->bytes().size() != begin.size() + kDigest || !file->read(0, file->bytes().size())) return std::nullopt;
  if (!file->bytes().starts_with(begin)) return std::nullopt;
  const std::string digest(file->bytes().substr(begin.size()));
  if (digest.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
  return digest;
}

void FormCache::remember(const struct stat& text, std::string_view digest) const {
  const time_t changed = std::max(text.st_mtim.tv_sec, text.st_ctim.tv_sec);
  if (changed + kSettled >= std::time(nullptr)) return;
  write(textPath(text), std::string(kTextMark) + stampOf(text) + std::string(digest));
}

std::unique_ptr<PartsOfFile> FormCache::form(std::string_view digest) const { return folder_.empty() ? nullptr : PartsOfFile::open(formPath(digest)); }

void FormCache::keep(std::string_view digest, std::string_view form) const {
  write(formPath(digest), form);
  removeOld();
}

void FormCache::drop(std::string_view digest) const {
  if (!folder_.empty()) ::unlink(formPath(digest).c_str());
}

void FormCache::write(const std::string& path, std::string_view bytes) const {
  if (folder_.empty()) return;
  std::error_code ignored;
  const std::filesystem::path folder = folder_;
  std::filesystem::create_directories(folder.parent_path(), ignored);
  if (std::filesystem::create_directory(folder, ignored)) ::chmod(folder_.c_str(), S_IRWXU);
  std::string temporary = path + ".XXXXXX" + std::string(kNewEnding);
  const int descriptor = ::mkostemps(temporary.data(), static_cast<int>(kNewEnding.size()), O_CLOEXEC);
  if (descriptor < 0) return;
  const bool is_written = writeAll(descriptor, bytes);
  const bool is_closed = ::close(descriptor) == 0;
  if (!is_written || !is_closed || ::rename(temporary.c_str(), path.c_str()) != 0) ::unlink(temporary.c_str());
}

void FormCache::removeOld() const {
  std::error_code error;
  const time_t now = std::time(nullptr);
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    const std::string ending = entry.path().extension().string();
    struct stat status {};
    if (::lstat(entry.path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    const bool is_ours = ending == kFormEnding || ending == kTextEnding || ending == kNewEnding;
    const time_t kept = ending == kNewEnding ? kKeptHalfWritten : kKeptDays * kDay;
    if (is_ours && now - status.st_mtim.tv_sec > kept) ::unlink(entry.path().c_str());
  }
}

}  // namespace smcost::books
