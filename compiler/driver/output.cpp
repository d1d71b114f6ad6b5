#include "compiler/driver/output.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <streambuf>

#include "runtime/report/report.h"

namespace smcost::driver {

// A stream buffer over a descriptor that remembers why a write failed.
class FileBuffer : public std::streambuf {
 public:
  FileBuffer(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) { reset(); }
  ~FileBuffer() override { close(); }

  int descriptor() const { return descriptor_; }
  int error() const { return error_; }
  // 0 or the errno of the first failure, closing included.
  int close() {
    sync();
    if (owned_ && descriptor_ >= 0 && ::close(descriptor_) != 0 && error_ == 0) error_ = errno;
    if (owned_) descriptor_ = -1;
    return error_;
  }

 protected:
  int_type overflow(int_type next) override {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(next, traits_type::eof())) sputc(traits_type::to_char_type(next));
    return traits_type::not_eof(next);
  }

  int sync() override {
    const char* at = pbase();
    while (error_ == 0 && descriptor_ >= 0 && at < pptr()) {
      ssize_t written = ::write(descriptor_, at, static_cast<size_t>(pptr() - at));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) error_ = errno;
      else at += written;
    }
    reset();
    return error_ == 0 ? 0 : -1;
  }

 private:
  void reset() { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

  std::array<char, 1 << 16> bytes_;
  int descriptor_;
  bool owned_;
  int error_ = 0;
};

namespace {

constexpr long kMostColumns = 100'000;

// The file behind links, so that the link stays and its target is replaced.
std::string resolved(const std::string& path) {
  std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : path;
}

// The permissions a new file gets, or those the old one has.
mode_t modeFor(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return status.st_mode & 07777;
  mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

Output::Output(std::optional<std::string> path) {
  if (path && *path != "-") {
    name_ = *path;
    open(*path);
  } else {
    name_ = "<stdout>";
    buffer_ = std::make_unique<FileBuffer>(STDOUT_FILENO, false);
  }
  stream_ = std::make_unique<std::ostream>(buffer_.get());
}

void Output::open(const std::string& path) {
  struct stat status {};
  bool exists = ::stat(path.c_str(), &status) == 0;
  int descriptor = -1;
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    target_ = resolved(path);
    temporary_ = target_ + ".XXXXXX";
    descriptor = ::mkostemp(temporary_.data(), O_CLOEXEC);
    if (descriptor >= 0 && ::fchmod(descriptor, modeFor(target_)) != 0) open_error_ = std::strerror(errno);
  }
  if (descriptor < 0) {
    open_error_ = std::strerror(errno);
    temporary_.clear();
  }
  buffer_ = std::make_unique<FileBuffer>(descriptor, true);
}

Output::~Output() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

size_t Output::width() const { return widthOf(buffer_->descriptor()); }

size_t widthOf(int descriptor) {
  struct winsize size {};
  if (::isatty(descriptor) == 1 && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  char* end = nullptr;
  const long said = columns == nullptr ? 0 : std::strtol(columns, &end, 10);
  return said > 0 && said <= kMostColumns && *end == '\0' ? static_cast<size_t>(said) : runtime::kUsualWidth;
}

bool Output::isTerminal() const { return ::isatty(buffer_->descriptor()) == 1; }

std::optional<std::string> Output::commit() {
  if (!open_error_.empty()) return open_error_;
  if (int error = buffer_->close(); error != 0) return std::string(std::strerror(error));
  if (temporary_.empty()) return std::nullopt;
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) return std::string(std::strerror(errno));
  temporary_.clear();
  return std::nullopt;
}

}  // namespace smcost::driver
