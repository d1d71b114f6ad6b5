// The keys of a terminal as its editor wants them, one at a time; a paste is one key, however many
// lines it has, so that nothing in it is taken for a command of the editor or the end of an input.
#pragma once

#include <string>

#include "lang/base/interrupt.h"

namespace smcost::repl {

// What stands for a paste: no keyboard sends it.
inline constexpr wchar_t kPasteKey = 0x80;

class TerminalKeys {
 public:
  // A wait for a key ends with a wish to stop.
  TerminalKeys(int terminal, const base::Interrupt& interrupt);
  ~TerminalKeys();
  TerminalKeys(const TerminalKeys&) = delete;
  TerminalKeys& operator=(const TerminalKeys&) = delete;

  // 1; 0 at the end; -1 with errno, as the editor's own reader says it.
  int read(wchar_t& key);
  // The text behind the last kPasteKey, without the line ends at its end.
  std::wstring takePaste();

 private:
  int next(char& byte);
  bool waitForInput() const;
  bool isSoon() const;
  bool beginsPaste();
  int readPaste();

  const base::Interrupt& interrupt_;
  int input_;
  bool is_own_ = false;
  std::string ahead_;   // read already, and not a key yet
  std::string paste_;
};

// While one lives the terminal marks what is pasted. A signal that ends or stops the process takes that
// back, and what the editor did to the terminal too.
class MarksPastes {
 public:
  MarksPastes();
  ~MarksPastes();
  MarksPastes(const MarksPastes&) = delete;
  MarksPastes& operator=(const MarksPastes&) = delete;
};

}  // namespace smcost::repl
