// Where inputs come from: a terminal with an editor and a history, or a stream. Knows nothing
// of what a line means.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/query/complete.h"
#include "lang/base/interrupt.h"

namespace smcost::repl {

// For the input so far and the cursor's place in it.
using Complete = std::function<query::Completions(const std::string& text, size_t cursor)>;

enum class ReadStatus : unsigned char { line, dropped, end };  // dropped: Ctrl-C

class Lines {
 public:
  virtual ~Lines() = default;
  // One line without its end; several with those between them, when they are pasted or recalled as one.
  // `before` are the lines of the same input, for completion.
  virtual ReadStatus read(const std::string& prompt, const std::string& before, std::string& line) = 0;
  // Whether the next line that is not empty is there already, and indented.
  virtual bool goesOn() { return false; }
  // An input as a whole, several lines or one.
  virtual void remember(const std::string&) {}
};

std::unique_ptr<Lines> linesOfStream();
// `history` is a file that only its owner may read; empty: none. It need not exist. What is wrong
// with it is said once, on stderr: a dialogue goes on without. While they live, Ctrl-C is a wish to stop
// that `interrupt` takes.
std::unique_ptr<Lines> linesOfTerminal(const std::string& history, base::Interrupt& interrupt, Complete complete);

}  // namespace smcost::repl
