#include "compiler/driver/run/output.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <streambuf>
#include <utility>

#include "compiler/driver/run/safe_stream.h"
#include "compiler/driver/run/temporaries.h"
#include "compiler/files/files.h"
#include "runtime/report/report.h"

namespace smcost::driver {

// A stream buffer over a descriptor that remembers why a write failed.
class FileBuffer : public std::streambuf {
 public:
  FileBuffer(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) { reset(); }
  ~FileBuffer() override { close(); }

  int descriptor() const { return descriptor_; }
  int error() const { return error_; }
  // 0 or the errno of the first failure.
  int flush() {
    sync();
    return error_;
  }
  // The same, closing included.
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

// Temporary files of this process, for the handler of a signal that ends it: paths in plain memory,
// since hardly anything else may be touched there.
constexpr size_t kMostTemporaries = 4;
std::array<std::array<char, PATH_MAX>, kMostTemporaries> temporaries;
constexpr int kEndingSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT};

void endBySignal(int signal) {
  removeTemporaries();
  // The disposition is the default again, so that the process ends as it would have.
  ::raise(signal);
}

// Who handles or ignores a signal already knows why.
void catchEndingSignals() {
  struct sigaction ours {};
  ours.sa_handler = endBySignal;
  ours.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&ours.sa_mask);
  for (const int signal : kEndingSignals) {
    struct sigaction now {};
    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) ::sigaction(signal, &ours, nullptr);
  }
}

void noteTemporary(const std::string& path) {
  const auto free = std::find_if(temporaries.begin(), temporaries.end(), [](const auto& one) { return one[0] == '\0'; });
  if (free == temporaries.end() || path.size() >= free->size()) return;
  catchEndingSignals();
  // The first byte last: a handler sees a whole path or none.
  std::copy(path.begin() + 1, path.end(), free->begin() + 1);
  (*free)[path.size()] = '\0';
  std::atomic_signal_fence(std::memory_order_release);
  (*free)[0] = path[0];
}

// What must not be done by half: a signal that ends the process waits for the end of it.
class Undivided {
 public:
  Undivided() {
    sigset_t ending;
    sigemptyset(&ending);
    for (const int signal : kEndingSignals) sigaddset(&ending, signal);
    ::sigprocmask(SIG_BLOCK, &ending, &before_);
  }
  ~Undivided() {
    const int error = errno;
    ::sigprocmask(SIG_SETMASK, &before_, nullptr);
    errno = error;
  }
  Undivided(const Undivided&) = delete;
  Undivided& operator=(const Undivided&) = delete;

 private:
  sigset_t before_;
};

// Makes the file of this template and notes it, which no signal parts; -1 as mkostemp says.
int makeTemporary(std::string& path) {
  const Undivided both;
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  const int error = errno;
  if (descriptor >= 0) noteTemporary(path);
  errno = error;
  return descriptor;
}

void forgetTemporary(const std::string& path) {
  for (auto& one : temporaries) {
    if (path == one.data()) one[0] = '\0';
  }
}

// "bills/march.txt" -> "bills/.smcost-XXXXXX": a name of its own, since the file's may have no room for more.
std::string temporaryBeside(const std::string& path) {
  const size_t slash = path.rfind('/');
  return (slash == std::string::npos ? "" : path.substr(0, slash + 1)) + ".smcost-XXXXXX";
}

// A new file gets what the user's mask leaves. One that takes the place of another gets its owner and group,
// as far as that is allowed, and its permissions; whom it ran as (setuid) was said of the other.
int takePermissions(int descriptor, const std::string& path) {
  struct stat old {};
  if (::stat(path.c_str(), &old) != 0) {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return ::fchmod(descriptor, 0666 & ~mask);
  }
  mode_t mode = old.st_mode & 0777;
  struct stat own {};
  if (::fstat(descriptor, &own) != 0) return -1;
  // What belongs to another group is open to that one as to all others.
  if (own.st_gid != old.st_gid && ::fchown(descriptor, static_cast<uid_t>(-1), old.st_gid) != 0) mode = (mode & 0707) | ((mode & 07) << 3);
  if (own.st_uid != old.st_uid) static_cast<void>(::fchown(descriptor, old.st_uid, static_cast<gid_t>(-1)) == 0);
  return ::fchmod(descriptor, mode);
}

struct Copied {
  int error = 0;           // errno
  bool is_divided = false;  // an error came when some of the old text was gone already
};

int writeCopy(int from, int to, off_t length) {
  std::array<char, 1 << 16> bytes;
  for (off_t at = 0; at < length;) {
    const ssize_t count = ::pread(from, bytes.data(), bytes.size(), at);
    if (count <= 0) return count < 0 ? errno : EIO;
    for (ssize_t done = 0; done < count;) {
      const ssize_t written = ::pwrite(to, bytes.data() + done, static_cast<size_t>(count - done), at + done);
      if (written < 0 && errno != EINTR) return errno;
      if (written > 0) done += written;
    }
    at += count;
  }
  return 0;
}

// Rewrites what has further names (hard links), so that it stays the file of all of them. There is room for the new text,
// which lies on the disk as a whole, before the old one is touched.
Copied copyInto(int from, const std::string& target, const struct stat& expected) {
  struct stat fresh {}, status {};
  if (::fsync(from) != 0 && errno != EINVAL && errno != ENOTSUP) return {errno};
  if (::fstat(from, &fresh) != 0) return {errno};
  const int to = ::open(target.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (to < 0) return {errno};
  Copied copied;
  if (::fstat(to, &status) != 0) copied.error = errno;
  else if (status.st_dev != expected.st_dev || status.st_ino != expected.st_ino) copied.error = ESTALE;
  if (copied.error == 0 && fresh.st_size > status.st_size) {
    copied.error = ::posix_fallocate(to, 0, fresh.st_size);
    if (copied.error != 0 && ::ftruncate(to, status.st_size) != 0) copied.is_divided = true;
  }
  if (copied.error == 0) {
    copied.error = writeCopy(from, to, fresh.st_size);
    if (copied.error == 0 && (::ftruncate(to, fresh.st_size) != 0 || ::fchmod(to, expected.st_mode & 0777) != 0 || ::fsync(to) != 0)) copied.error = errno;
    copied.is_divided = copied.error != 0;
  }
  if (::close(to) != 0 && copied.error == 0) copied = {errno, true};
  return copied;
}

// The name in its folder is on the disk too, as far as the file system can say so.
void syncFolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  static_cast<void>(::fsync(descriptor));
  ::close(descriptor);
}

constexpr const char* kIsRead = "this command reads it";

}  // namespace

void removeTemporaries() {
  for (const auto& path : temporaries) {
    if (path[0] != '\0') ::unlink(path.data());
  }
}

Output::Output(std::optional<std::string> path, Overwrites overwrites) : overwrites_(overwrites) {
  if (path && *path != "-") {
    name_ = *path;
    open(*path);
  } else {
    name_ = "<stdout>";
    buffer_ = std::make_unique<FileBuffer>(STDOUT_FILENO, false);
  }
  safe_ = std::make_unique<SafeBuffer>(*buffer_);
  stream_ = std::make_unique<std::ostream>(safe_.get());
  bytes_ = std::make_unique<std::ostream>(buffer_.get());
}

void Output::open(const std::string& path) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  int descriptor = -1;
  if (exists && !S_ISREG(status.st_mode)) {
    // A pipe that nobody reads is told instead of waited for.
    descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor >= 0) ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
    else open_error_ = errno == ENXIO ? "nobody reads this pipe" : std::strerror(errno);
  } else {
    target_ = files::resolved(path);
    temporary_ = temporaryBeside(target_);
    descriptor = makeTemporary(temporary_);
    if (descriptor < 0) open_error_ = std::strerror(errno);
  }
  if (descriptor < 0) temporary_.clear();
  buffer_ = std::make_unique<FileBuffer>(descriptor, true);
}

Output::~Output() {
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  forgetTemporary(temporary_);
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

// A link stays one, and what it leads to is replaced.
int Output::moveIntoPlace() {
  struct stat old {};
  const bool has_more_names = ::stat(target_.c_str(), &old) == 0 && old.st_nlink > 1;
  if (has_more_names) {
    const Undivided copying;
    const Copied copied = copyInto(buffer_->descriptor(), target_, old);
    if (copied.is_divided) {
      forgetTemporary(temporary_);
      kept_ = std::exchange(temporary_, {});
    }
    return copied.error;
  }
  if (takePermissions(buffer_->descriptor(), target_) != 0) return errno;
  if (::fsync(buffer_->descriptor()) != 0 && errno != EINVAL && errno != ENOTSUP) return errno;
  if (int error = buffer_->close(); error != 0) return error;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return errno;
  forgetTemporary(temporary_);
  temporary_.clear();
  syncFolderOf(target_);
  return 0;
}

std::optional<std::string> Output::commit() {
  if (!open_error_.empty()) return open_error_;
  struct stat old {};
  // By now all that the command reads has been read, under whatever name.
  if (!temporary_.empty() && overwrites_ == Overwrites::no_input && ::stat(target_.c_str(), &old) == 0 && files::wasRead(old)) {
    return kIsRead;
  }
  stream_->flush();
  int error = buffer_->flush();
  if (error == 0 && !temporary_.empty()) error = moveIntoPlace();
  if (error == 0) error = buffer_->close();
  if (error != 0) return std::strerror(error) + (kept_.empty() ? "" : "; all of the new text is in " + kept_);
  return std::nullopt;
}

}  // namespace smcost::driver
