#include <poll.h>
#include <unistd.h>

#include <cerrno>

#include "compiler/repl/lines.h"
#include "lang/syntax/parse.h"

namespace smcost::repl {

namespace {

// Reads by itself, so that it can look at a line ahead without waiting for one: whoever talks
// to the dialogue through a pipe may want the answer before the next line.
class StreamLines final : public Lines {
 public:
  ReadStatus read(const std::string&, const std::string&, std::string& line) override {
    line.clear();
    size_t end = 0;
    while ((end = buffer_.find('\n', at_)) == std::string::npos) {
      take(line, buffer_.size());
      if (!fill()) return line.empty() ? ReadStatus::end : ReadStatus::line;
    }
    take(line, end);
    ++at_;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return ReadStatus::line;
  }

  bool goesOn() override {
    while (true) {
      const size_t first = buffer_.find_first_not_of(" \r\n", at_);
      if (first != std::string::npos) return first > at_ && buffer_[first - 1] == ' ' && buffer_[first] != ':';
      if (!isReady() || !fill()) return false;
    }
  }

 private:
  // Longer than any text may be: one byte more, so that its reader refuses it.
  void take(std::string& line, size_t end) {
    if (line.size() <= ast::kMaxFileBytes) line.append(buffer_, at_, end - at_);
    at_ = end;
  }

  static bool isReady() {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return poll(&input, 1, 0) > 0;
  }

  // More of the input behind what is not read yet; false at its end.
  bool fill() {
    buffer_.erase(0, at_);
    at_ = 0;
    char more[1 << 16];
    ssize_t count = 0;
    while ((count = ::read(STDIN_FILENO, more, sizeof more)) < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    buffer_.append(more, static_cast<size_t>(count));
    return true;
  }

  std::string buffer_;
  size_t at_ = 0;
};

}  // namespace

std::unique_ptr<Lines> linesOfStream() { return std::make_unique<StreamLines>(); }

}  // namespace smcost::repl
