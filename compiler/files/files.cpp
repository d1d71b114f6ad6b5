#include "compiler/files/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace smcost::files {

namespace {

constexpr const char* kNotRegular = "it is no regular file";
constexpr size_t kStep = size_t{1} << 16;

thread_local constinit ReadFiles* read_files = nullptr;

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : number_(::open(path.c_str(), flags | O_RDONLY | O_CLOEXEC | O_NOCTTY)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  int number_;
};

// A regular file's size tells how much room is wanted; anything else grows as it comes.
ReadResult readAll(int descriptor, const struct stat& status, size_t most_bytes) {
  std::string text;
  const size_t expected = S_ISREG(status.st_mode) ? static_cast<size_t>(status.st_size) : 0;
  text.reserve(std::min(expected, most_bytes) + 1);
  size_t length = 0;
  while (length <= most_bytes) {
    text.resize(std::min(length + kStep, most_bytes + 1));
    const ssize_t count = ::read(descriptor, text.data() + length, text.size() - length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {std::nullopt, std::strerror(errno)};
    if (count == 0) break;
    length += static_cast<size_t>(count);
  }
  text.resize(length);
  return {std::move(text), {}};
}

ReadResult readOpened(const Descriptor& file, const struct stat& status, size_t most_bytes) {
  ReadResult result = readAll(file.number(), status, most_bytes);
  if (S_ISREG(status.st_mode) && read_files != nullptr) read_files->add(status);
  return result;
}

}  // namespace

ReadResult readNamed(const std::string& path, size_t most_bytes) {
  const Descriptor file(path, 0);
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return {std::nullopt, std::strerror(errno)};
  if (S_ISDIR(status.st_mode)) return {std::nullopt, "it is a directory"};
  return readOpened(file, status, most_bytes);
}

ReadResult readRegular(const std::string& path, size_t most_bytes, uid_t* owner) {
  // Looked at first: to open a device may do something by itself.
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {std::nullopt, std::strerror(errno)};
  const auto refusal = [&]() { return S_ISDIR(status.st_mode) ? "it is a directory" : kNotRegular; };
  if (!S_ISREG(status.st_mode)) return {std::nullopt, refusal()};
  const Descriptor file(path, O_NONBLOCK);
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return {std::nullopt, std::strerror(errno)};
  // It may have become another in between.
  if (!S_ISREG(status.st_mode)) return {std::nullopt, refusal()};
  if (owner) *owner = status.st_uid;
  return readOpened(file, status, most_bytes);
}

ReadFiles::ReadFiles() : before_(std::exchange(read_files, this)) {}
ReadFiles::~ReadFiles() { read_files = before_; }

bool wasRead(const struct stat& status) { return read_files != nullptr && read_files->has(status); }

std::string resolved(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : path;
}

std::optional<std::string> repositoryOf(const std::string& folder) {
  std::string at = resolved(folder);
  while (at.starts_with('/')) {
    struct stat status {};
    if (::stat((at + "/.git").c_str(), &status) == 0) return at;
    if (at == "/") break;
    at.erase(at.rfind('/'));
    if (at.empty()) at = "/";
  }
  return std::nullopt;
}

bool liesBelow(const std::string& path, const std::string& folder) {
  return path.starts_with(folder.ends_with('/') ? folder : folder + "/");
}

namespace {

std::string whyNotOwn(int descriptor, std::string_view mark) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return std::strerror(errno);
  if (!S_ISREG(status.st_mode)) return kNotRegular;
  if (status.st_uid != ::geteuid()) return "it belongs to another user";
  std::string begin(mark.size(), '\0');
  const ssize_t count = ::pread(descriptor, begin.data(), begin.size(), 0);
  if (count < 0) return std::strerror(errno);
  if (count > 0 && begin != mark) return "it is another program's, and is left as it is";
  if ((status.st_mode & 077) != 0 && ::fchmod(descriptor, 0600) != 0) return std::strerror(errno);
  return {};
}

}  // namespace

OwnFile::OwnFile(const std::string& path, std::string_view mark, Made made, std::string& why) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    if (!S_ISREG(status.st_mode)) {
      why = kNotRegular;
      return;
    }
  } else if (made == Made::no) {
    return;
  }
  const int access = made == Made::yes ? O_RDWR | O_CREAT : O_RDONLY;
  const int descriptor = ::open(path.c_str(), access | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
  why = descriptor < 0 ? std::strerror(errno) : whyNotOwn(descriptor, mark);
  if (why.empty()) stream_ = ::fdopen(descriptor, made == Made::yes ? "r+" : "r");
  else if (descriptor >= 0) ::close(descriptor);
}

OwnFile::~OwnFile() {
  if (stream_ != nullptr) std::fclose(stream_);
}

void OwnFile::endHere() const {
  std::fflush(stream_);
  if (::ftruncate(::fileno(stream_), std::ftell(stream_)) != 0) return;
}

bool isTrustedOwner(uid_t owner) {
  const uid_t user = ::geteuid();
  if (owner == user || owner == 0) return true;
  const char* sudo = user == 0 ? std::getenv("SUDO_UID") : nullptr;
  if (sudo == nullptr) return false;
  const std::string_view text = sudo;
  uid_t asked = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), asked);
  return error == std::errc() && end == text.data() + text.size() && asked == owner;
}

void occupyStandardDescriptors() {
  // What reads finds a file that is only written, and the other way round.
  for (const auto& [descriptor, flags] : {std::pair{0, O_WRONLY}, std::pair{1, O_RDONLY}, std::pair{2, O_RDONLY}}) {
    // The lowest that is free is taken, and the lower ones are not.
    if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) static_cast<void>(::open("/dev/null", flags));
  }
}

}  // namespace smcost::files
