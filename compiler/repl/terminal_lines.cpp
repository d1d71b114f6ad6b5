// The only libedit: one editor for the process, its history in a file of its own.

#include <fmt/format.h>
#include <histedit.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "compiler/files/files.h"
#include "compiler/repl/lines.h"
#include "compiler/repl/terminal_keys.h"
#include "lang/base/interrupt.h"
#include "lang/diagnostics/text.h"

namespace smcost::repl {

namespace {

constexpr int kMostRemembered = 1000;
// What libedit itself writes begins in every program alike, and would not tell whose it is.
constexpr std::string_view kHistoryMark = "# inputs of smcost, one a line\n";
constexpr size_t kMostShown = 60;
// kPasteKey, as the editor is told of keys.
constexpr const char* kPasteKeyName = "\\200";

// Whom Ctrl-C stops. A handler is the process's, and is told nothing: this says whose it is.
std::atomic<base::Interrupt*> stopped_by_key = nullptr;
static_assert(std::atomic<base::Interrupt*>::is_always_lock_free, "a signal handler reads it");

// While it lives, Ctrl-C is a wish to stop: the editor drops its line, a computation ends.
class StopKey {
 public:
  explicit StopKey(base::Interrupt& interrupt) : before_(stopped_by_key.exchange(&interrupt)) {
    struct sigaction action {};
    action.sa_handler = [](int) {
      if (base::Interrupt* const stopped = stopped_by_key.load(std::memory_order_relaxed)) stopped->request();
    };
    sigemptyset(&action.sa_mask);
    // Not restarted: a read that waits for a key comes back.
    action.sa_flags = 0;
    sigaction(SIGINT, &action, &usual_);
  }
  ~StopKey() {
    sigaction(SIGINT, &usual_, nullptr);
    stopped_by_key.store(before_);
  }
  StopKey(const StopKey&) = delete;
  StopKey& operator=(const StopKey&) = delete;

 private:
  base::Interrupt* before_;
  struct sigaction usual_ {};
};

// An input may have lines: each is one line of the history.
std::string asLine(std::string_view input) {
  std::string line;
  for (const char c : input) {
    if (c == '\n') line += "\\n";
    else if (c == '\\') line += "\\\\";
    else line += c;
  }
  return line + '\n';
}

std::string asInput(std::string_view line) {
  std::string input;
  for (size_t at = 0; at < line.size(); ++at) {
    const bool is_escape = line[at] == '\\' && at + 1 < line.size();
    if (is_escape) ++at;
    input += is_escape && line[at] == 'n' ? '\n' : line[at];
  }
  return input;
}

size_t commonPrefix(const std::vector<query::Completion>& items) {
  size_t length = items.front().text.size();
  for (const query::Completion& item : items) {
    const auto at = std::mismatch(item.text.begin(), item.text.end(), items.front().text.begin(), items.front().text.end());
    length = std::min(length, static_cast<size_t>(at.first - item.text.begin()));
  }
  return length;
}

class TerminalLines final : public Lines {
 public:
  TerminalLines(std::string history_file, base::Interrupt& interrupt, Complete complete)
      : interrupt_(interrupt), history_file_(std::move(history_file)), complete_(std::move(complete)) {
    std::setlocale(LC_CTYPE, "");
    editor_ = el_init("smcost", stdin, stdout, stderr);
    history_ = history_init();
    HistEvent event;
    history(history_, &event, H_SETSIZE, kMostRemembered);
    history(history_, &event, H_SETUNIQUE, 1);
    loadHistory();
    el_set(editor_, EL_CLIENTDATA, this);
    el_set(editor_, EL_PROMPT, &TerminalLines::prompt);
    el_set(editor_, EL_EDITOR, "emacs");
    el_set(editor_, EL_GETCFN, &TerminalLines::readKey);
    el_set(editor_, EL_HIST, history, history_);
    // Of narrow names the editor makes copies that it never frees.
    el_wset(editor_, EL_ADDFN, L"smcost-complete", L"complete the word", &TerminalLines::completeWord);
    el_set(editor_, EL_BIND, "^I", "smcost-complete", nullptr);
    el_set(editor_, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    el_source(editor_, nullptr);
    // Behind what a user's own settings chose: in each of the editor's modes a paste is one.
    el_wset(editor_, EL_ADDFN, L"smcost-paste", L"insert what is pasted", &TerminalLines::insertPaste);
    el_set(editor_, EL_BIND, kPasteKeyName, "smcost-paste", nullptr);
    el_set(editor_, EL_BIND, "-a", kPasteKeyName, "smcost-paste", nullptr);
  }

  ~TerminalLines() override {
    el_end(editor_);
    history_end(history_);
  }
  TerminalLines(const TerminalLines&) = delete;
  TerminalLines& operator=(const TerminalLines&) = delete;

  ReadStatus read(const std::string& prompt_text, const std::string& before, std::string& line) override {
    prompt_ = prompt_text;
    before_ = before;
    interrupt_.clear();
    is_stopped_ = false;
    int count = 0;
    errno = 0;
    std::fflush(stdout);
    const char* text = nullptr;
    {
      const MarksPastes marks;
      text = el_gets(editor_, &count);
    }
    if (text == nullptr || count <= 0) {
      if (is_stopped_ || (count < 0 && errno == EINTR)) {
        interrupt_.clear();
        el_reset(editor_);
        std::fputs("^C\n", stdout);
        return ReadStatus::dropped;
      }
      std::fputc('\n', stdout);
      return ReadStatus::end;
    }
    line.assign(text, static_cast<size_t>(count));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return ReadStatus::line;
  }

  void remember(const std::string& input) override {
    enter(input);
    saveHistory();
  }

 private:
  static TerminalLines& of(EditLine* editor) {
    void* self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return *static_cast<TerminalLines*>(self);
  }

  static char* prompt(EditLine* editor) { return of(editor).prompt_.data(); }

  static int readKey(EditLine* editor, wchar_t* key) { return of(editor).keys_.read(*key); }

  static unsigned char insertPaste(EditLine* editor, wint_t) {
    const std::wstring text = of(editor).keys_.takePaste();
    return text.empty() || el_winsertstr(editor, text.c_str()) == 0 ? CC_REFRESH : CC_REFRESH_BEEP;
  }

  // Nothing may be thrown through the editor.
  static unsigned char completeWord(EditLine* editor, wint_t) {
    try {
      return of(editor).completeHere();
    } catch (const base::Interrupted&) {
      of(editor).is_stopped_ = true;
      return CC_EOF;
    } catch (const std::bad_alloc&) {
      return CC_REFRESH_BEEP;
    }
  }

  unsigned char completeHere() {
    const LineInfo* line = el_line(editor_);
    const std::string text = before_ + std::string(line->buffer, static_cast<size_t>(line->lastchar - line->buffer));
    const size_t cursor = before_.size() + static_cast<size_t>(line->cursor - line->buffer);
    const query::Completions found = complete_(text, cursor);
    if (found.items.empty()) return CC_REFRESH_BEEP;
    const size_t typed = cursor - found.begin;
    const size_t common = commonPrefix(found.items);
    if (common > typed) {
      std::string rest = found.items.front().text.substr(typed, common - typed);
      if (found.items.size() == 1) rest += ' ';
      el_insertstr(editor_, rest.c_str());
      return CC_REFRESH;
    }
    if (found.items.size() == 1) {
      el_insertstr(editor_, " ");
      return CC_REFRESH;
    }
    list(found.items);
    return CC_REDISPLAY;
  }

  static void list(const std::vector<query::Completion>& items) {
    size_t width = 0;
    for (const query::Completion& item : items) width = std::max(width, item.text.size());
    std::string text = "\n";
    for (size_t i = 0; i < items.size() && i < kMostShown; ++i) {
      text += fmt::format("  {:{}}  {}", items[i].text, width, items[i].note);
      text.erase(text.find_last_not_of(' ') + 1);
      text += '\n';
    }
    if (items.size() > kMostShown) text += fmt::format("  and {} more\n", items.size() - kMostShown);
    std::fputs(diagnostics::safeOutput(text).c_str(), stdout);
    std::fflush(stdout);
  }

  void loadHistory() {
    if (history_file_.empty()) return;
    std::string why;
    const files::OwnFile file(history_file_, kHistoryMark, files::OwnFile::Made::no, why);
    if (!why.empty()) return complain(why);
    // Without a stream there is none yet, and an empty one is to become the history.
    if (file.stream() == nullptr) return;
    char* line = nullptr;
    size_t room = 0;
    bool is_mark = true;
    for (ssize_t length; (length = ::getline(&line, &room, file.stream())) > 0; is_mark = false) {
      std::string_view text(line, static_cast<size_t>(length));
      if (text.ends_with('\n')) text.remove_suffix(1);
      if (!is_mark && !text.empty()) enter(asInput(text));
    }
    std::free(line);
  }

  void saveHistory() {
    if (history_file_.empty()) return;
    std::string why;
    const files::OwnFile file(history_file_, kHistoryMark, files::OwnFile::Made::yes, why);
    if (!why.empty()) return complain(why);
    std::string text(kHistoryMark);
    // The oldest first.
    HistEvent event;
    for (int found = history(history_, &event, H_LAST); found >= 0; found = history(history_, &event, H_PREV)) text += asLine(event.str);
    if (std::fwrite(text.data(), 1, text.size(), file.stream()) != text.size() || std::fflush(file.stream()) != 0) return complain("cannot be written");
    file.endHere();
  }

  void enter(const std::string& input) {
    HistEvent event;
    history(history_, &event, H_ENTER, input.c_str());
  }

  void complain(const std::string& why) {
    fmt::print(stderr, "smcost: {}: {}; this session goes on without a history file\n", diagnostics::safeLine(history_file_), why);
    history_file_.clear();
  }

  base::Interrupt& interrupt_;
  StopKey stop_key_{interrupt_};
  TerminalKeys keys_{STDIN_FILENO, interrupt_};
  EditLine* editor_ = nullptr;
  History* history_ = nullptr;
  std::string history_file_;
  Complete complete_;
  std::string prompt_;
  std::string before_;
  bool is_stopped_ = false;   // while a word was completed
};

}  // namespace

std::unique_ptr<Lines> linesOfTerminal(const std::string& history, base::Interrupt& interrupt, Complete complete) {
  return std::make_unique<TerminalLines>(history, interrupt, std::move(complete));
}

}  // namespace smcost::repl
