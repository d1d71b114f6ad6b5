#include "compiler/repl/terminal_keys.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cwchar>
#include <string_view>

#include "lang/syntax/parse.h"

namespace smcost::repl {

namespace {

constexpr char kEscape = '\033';
constexpr std::string_view kPasteBegins = "[200~";   // behind the escape
constexpr std::string_view kPasteEnds = "\033[201~";
constexpr std::string_view kMark = "\033[?2004h";
constexpr std::string_view kMarkNoMore = "\033[?2004l";
// The bytes of a terminal's own sequence come together; those of a person do not.
constexpr int kSoonMilliseconds = 50;
// Longer than any text may be, so that its reader refuses it.
constexpr size_t kMostPasted = ast::kMaxFileBytes + 1;

// A byte that is no part of a character is a sign that no spec has.
wchar_t characterOf(char byte, std::mbstate_t& state, bool& is_whole) {
  wchar_t character = 0;
  const size_t length = std::mbrtowc(&character, &byte, 1, &state);
  is_whole = length != static_cast<size_t>(-2);
  if (length != static_cast<size_t>(-1)) return character;
  state = {};
  return L'?';
}

}  // namespace

TerminalKeys::TerminalKeys(int terminal, const base::Interrupt& interrupt) : interrupt_(interrupt), input_(terminal) {
  // Its own way to the terminal never waits in a read, and leaves that of others as it is.
  const char* const name = ::ttyname(terminal);
  const int own = name != nullptr ? ::open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1;
  if (own >= 0) input_ = own;
  is_own_ = own >= 0;
}

TerminalKeys::~TerminalKeys() {
  if (is_own_) ::close(input_);
}

int TerminalKeys::next(char& byte) {
  if (!ahead_.empty()) {
    byte = ahead_.front();
    ahead_.erase(0, 1);
    return 1;
  }
  // A wish to stop takes back what was typed before it, also what is there to be read already.
  ssize_t count = -1;
  do {
    if (!waitForInput()) return -1;
    count = ::read(input_, &byte, 1);
  } while (count < 0 && errno == EAGAIN);
  return static_cast<int>(count);
}

// False, with errno, when a wish to stop comes first. It is let through only while this waits: one that came between a look
// and a read would be seen behind the next key.
bool TerminalKeys::waitForInput() const {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  pollfd input{input_, POLLIN, 0};
  int ready = -1, error = EINTR;
  if (!interrupt_.isWanted()) {
    ready = ppoll(&input, 1, nullptr, &before);
    error = errno;
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (ready < 0) errno = error;
  return ready >= 0;
}

bool TerminalKeys::isSoon() const {
  pollfd input{input_, POLLIN, 0};
  return !ahead_.empty() || poll(&input, 1, kSoonMilliseconds) > 0;
}

bool TerminalKeys::beginsPaste() {
  std::string seen;
  char byte = 0;
  while (seen.size() < kPasteBegins.size() && isSoon() && next(byte) == 1) {
    seen += byte;
    if (!kPasteBegins.starts_with(seen)) break;
  }
  if (seen == kPasteBegins) return true;
  ahead_.insert(0, seen);
  return false;
}

int TerminalKeys::readPaste() {
  paste_.clear();
  char byte = 0;
  while (!paste_.ends_with(kPasteEnds)) {
    const int count = next(byte);
    if (count <= 0) return count;
    paste_ += byte;
    if (paste_.size() > 2 * kMostPasted) paste_.erase(kMostPasted, kMostPasted - kPasteEnds.size());
  }
  paste_.erase(paste_.size() - kPasteEnds.size());
  return 1;
}

int TerminalKeys::read(wchar_t& key) {
  std::mbstate_t state{};
  bool is_whole = false;
  do {
    char byte = 0;
    if (const int count = next(byte); count <= 0) return count;
    if (byte == kEscape && beginsPaste()) {
      key = kPasteKey;
      return readPaste();
    }
    key = characterOf(byte, state, is_whole);
  } while (!is_whole);
  return 1;
}

std::wstring TerminalKeys::takePaste() {
  std::wstring text;
  std::mbstate_t state{};
  bool was_return = false;
  for (const char byte : paste_) {
    // Terminals send the key Return in place of a line end.
    const bool is_second = byte == '\n' && was_return;
    was_return = byte == '\r';
    bool is_whole = false;
    const wchar_t character = characterOf(byte == '\r' ? '\n' : byte, state, is_whole);
    if (is_whole && !is_second && character != 0) text += character;
  }
  paste_.clear();
  text.erase(text.find_last_not_of(L'\n') + 1);
  return text;
}

namespace {

constexpr std::array kLeavingSignals = {SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

volatile sig_atomic_t marks_pastes = 0;
// What the signals did before, and do while nothing is read.
std::array<struct sigaction, kLeavingSignals.size()> usual_actions{};
termios usual_terminal{};

void say(std::string_view sequence) {
  if (::write(STDOUT_FILENO, sequence.data(), sequence.size()) < 0) return;
}

// Only what a handler may call.
void leave(int signal) {
  const int error = errno;
  termios edited{};
  const bool is_marking = marks_pastes != 0 && tcgetattr(STDIN_FILENO, &edited) == 0;
  if (is_marking) {
    say(kMarkNoMore);
    tcsetattr(STDIN_FILENO, TCSANOW, &usual_terminal);
  }
  const auto at = static_cast<size_t>(std::find(kLeavingSignals.begin(), kLeavingSignals.end(), signal) - kLeavingSignals.begin());
  struct sigaction ours {};
  sigaction(signal, &usual_actions[at], &ours);
  raise(signal);
  // It was stopped, and goes on.
  sigaction(signal, &ours, nullptr);
  if (is_marking) {
    tcsetattr(STDIN_FILENO, TCSANOW, &edited);
    say(kMark);
  }
  errno = error;
}

void catchLeaving() {
  struct sigaction action {};
  action.sa_handler = leave;
  sigemptyset(&action.sa_mask);
  // The signal that ends the process is raised inside its handler.
  action.sa_flags = SA_RESTART | SA_NODEFER;
  for (size_t i = 0; i < kLeavingSignals.size(); ++i) {
    sigaction(kLeavingSignals[i], nullptr, &usual_actions[i]);
    if (usual_actions[i].sa_handler != SIG_IGN) sigaction(kLeavingSignals[i], &action, nullptr);
  }
}

void catchLeavingNoMore() {
  for (size_t i = 0; i < kLeavingSignals.size(); ++i) sigaction(kLeavingSignals[i], &usual_actions[i], nullptr);
}

bool knowsPastes() {
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string_view(terminal) != "dumb" && *terminal != '\0';
}

}  // namespace

MarksPastes::MarksPastes() {
  if (!knowsPastes() || tcgetattr(STDIN_FILENO, &usual_terminal) != 0) return;
  catchLeaving();
  marks_pastes = 1;
  say(kMark);
}

MarksPastes::~MarksPastes() {
  if (marks_pastes == 0) return;
  say(kMarkNoMore);
  marks_pastes = 0;
  catchLeavingNoMore();
}

}  // namespace smcost::repl
