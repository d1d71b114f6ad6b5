// The dialogue: lines in, bills and values out. On a terminal it edits lines and completes
// them; from a pipe it reads them plainly, so that scripts can use it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "compiler/session/session.h"
#include "lang/diagnostics/render.h"

namespace smcost::repl {

// Writes a file whole or not at all; the reason when it cannot.
using SaveFile = std::function<std::optional<std::string>(const std::string& path, const std::string& text)>;

struct Options {
  session::Options base;                       // no path, no text
  std::string file;                            // what is loaded first; empty: nothing
  std::string history;                         // the file of earlier inputs; empty: none is kept
  diagnostics::RenderOptions diagnostics;
  SaveFile save;
  bool is_terminal = false;                    // lines come from a terminal, and answers go there
};

// Until the end of the input or `:quit`. From a pipe: the code that says most of what failed.
session::ExitCode run(const Options& options);

}  // namespace smcost::repl
