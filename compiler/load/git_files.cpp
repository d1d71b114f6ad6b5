// Files of a revision, through the git command: no shell, and never more of its output than a
// spec may have.

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <vector>

#include "compiler/load/files.h"
#include "lang/syntax/parse.h"

extern char** environ;

namespace smcost::load {

namespace {

constexpr size_t kMaxMessageBytes = 4096;

// A pipe whose ends close with it; a started process inherits neither but by its actions.
class Pipe {
 public:
  Pipe() { is_open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close(0);
    close(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool isOpen() const { return is_open_; }
  int readEnd() const { return ends_[0]; }
  int writeEnd() const { return ends_[1]; }
  void close(size_t end) {
    if (ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  bool is_open_ = false;
};

// Some of what comes out of a pipe; of what is beyond the limit one byte is kept. False at its end.
bool readSome(int from, std::string& into, size_t limit) {
  std::array<char, 1 << 16> bytes;
  const ssize_t count = ::read(from, bytes.data(), bytes.size());
  if (count < 0) return errno == EINTR;
  into.append(bytes.data(), std::min(static_cast<size_t>(count), limit + 1 - into.size()));
  return count > 0;
}

// Reads both pipes until they end, so that git never waits; or until the text is too long.
void readBoth(int out, std::string& text, size_t most, int error, std::string& message) {
  std::array<pollfd, 2> polled = {{{out, POLLIN, 0}, {error, POLLIN, 0}}};
  while (polled[0].fd >= 0 || polled[1].fd >= 0) {
    if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR) return;
    if (polled[0].fd >= 0 && polled[0].revents != 0 && !readSome(out, text, most)) polled[0].fd = -1;
    if (text.size() > most) return;
    if (polled[1].fd >= 0 && polled[1].revents != 0 && !readSome(error, message, kMaxMessageBytes)) polled[1].fd = -1;
  }
}

// The first line of what git says, without its "fatal: ".
std::string wordsOf(std::string message) {
  message = message.substr(0, message.find('\n'));
  if (message.starts_with("fatal: ")) message.erase(0, 7);
  return message;
}

ReadResult runGit(std::vector<std::string> arguments, size_t most) {
  Pipe out, error;
  if (!out.isOpen() || !error.isOpen()) return {std::nullopt, std::strerror(errno)};
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.writeEnd(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, error.writeEnd(), STDERR_FILENO);
  pid_t process = 0;
  const int failed = ::posix_spawnp(&process, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return {std::nullopt, fmt::format("git does not start: {}", std::strerror(failed))};
  out.close(1);
  error.close(1);
  std::string text, message;
  readBoth(out.readEnd(), text, most, error.readEnd(), message);
  const bool too_long = text.size() > most;
  if (too_long) ::kill(process, SIGKILL);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  if (!too_long && status != 0) return {std::nullopt, "git says: " + wordsOf(std::move(message))};
  return {std::move(text), {}};
}

class RevisionFiles : public Files {
 public:
  explicit RevisionFiles(std::string revision) : revision_(std::move(revision)) {}

  // The plumbing command: what a `textconv` makes of a spec is no spec.
  ReadResult read(const std::string& path) const override {
    return blob(path, ast::kMaxFileBytes);
  }
  // Git knows nothing outside of its repository, nor does it follow a link.
  ReadResult readUsed(const std::string& path, const std::string&) const override { return read(path); }
  std::string nameOf(const std::string& path) const override { return revision_ + ":" + path; }
  std::string keyOf(const std::string& path) const override { return nameOf(relative(path)); }

  std::vector<std::string> listed(const std::string& folder, std::string_view ending) const override {
    std::vector<std::string> paths;
    if (revision_.starts_with('-')) return paths;
    const std::string below = relative(folder) + "/";
    // An empty revision is the index, of which git lists all that is below.
    const ReadResult found = revision_.empty() ? runGit({"git", "ls-files", "-z", "--", "./" + below}, ast::kMaxFileBytes)
                                               : runGit({"git", "ls-tree", "-z", "--name-only", revision_, "./" + below}, ast::kMaxFileBytes);
    std::string_view rest = found.text ? std::string_view(*found.text) : std::string_view();
    while (!rest.empty()) {
      const std::string_view path = rest.substr(0, rest.find('\0'));
      rest.remove_prefix(std::min(rest.size(), path.size() + 1));
      const std::string_view name = path.substr(path.rfind('/') + 1);
      const bool lies_here = path.size() == name.size() + below.size() && path.starts_with(below);
      if (lies_here && name.ends_with(ending)) paths.push_back(folder + "/" + std::string(name));
    }
    return paths;
  }

  bool exists(const std::string& path) const override {
    return !revision_.starts_with('-') && runGit({"git", "cat-file", "-e", revision_ + ":./" + relative(path)}, 0).text.has_value();
  }

  // What is read is never longer than it may be: a blob comes whole or not at all.
  ReadResult readBegin(const std::string& path, size_t most_bytes, const std::string&) const override {
    ReadResult read = blob(path, book::kMaxBookBytes);
    if (read.text && read.text->size() > most_bytes) read.text->resize(most_bytes + 1);
    return read;
  }

  books::Opened openBook(const std::string& path, const std::string& shown) const override {
    return books::openText(revision_ + ":" + shown, [revision = revision_, path] { return RevisionFiles(revision).blob(path, book::kMaxBookBytes); });
  }

 private:
  ReadResult blob(const std::string& path, size_t most) const {
    if (revision_.starts_with('-')) return {std::nullopt, "a revision does not begin with `-`"};
    return runGit({"git", "cat-file", "blob", revision_ + ":./" + relative(path)}, most);
  }

  // From the current folder, as git wants it behind `./`.
  static std::string relative(const std::string& path) {
    const std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
    std::error_code error;
    const std::filesystem::path here = std::filesystem::current_path(error);
    return normal.is_absolute() && !error ? normal.lexically_relative(here).string() : normal.string();
  }

  std::string revision_;
};

}  // namespace

std::shared_ptr<const Files> filesOfRevision(std::string revision) {
  return std::make_shared<RevisionFiles>(std::move(revision));
}

}  // namespace smcost::load
