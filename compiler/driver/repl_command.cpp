// smcost repl: a dialogue over a spec; also what `smcost` alone does on a terminal.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "compiler/driver/commands.h"
#include "compiler/driver/run.h"
#include "compiler/repl/repl.h"

namespace smcost::driver {

namespace {

// As it is set, or in the user's folder for such things; none when it is set to nothing.
std::string historyFile(const Arguments& arguments) {
  if (arguments.history) return *arguments.history;
  const char* home = std::getenv("HOME");
  const char* state = std::getenv("XDG_STATE_HOME");
  if ((state == nullptr || *state == '\0') && home == nullptr) return {};
  namespace fs = std::filesystem;
  const fs::path folder = (state != nullptr && *state != '\0' ? fs::path(state) : fs::path(home) / ".local" / "state") / "smcost";
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  return error ? std::string() : (folder / "history").string();
}

std::optional<std::string> saveFile(const std::string& path, const std::string& text) {
  Output output(path);
  output.stream() << text;
  return output.commit();
}

}  // namespace

ExitCode runRepl(const Arguments& arguments) {
  repl::Options options;
  options.base = sessionOptions(arguments, "");
  if (!arguments.files.empty()) options.file = arguments.files.front();
  options.is_terminal = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  if (options.is_terminal) options.history = historyFile(arguments);
  options.diagnostics = renderOptions(arguments);
  options.save = saveFile;
  return repl::run(options);
}

}  // namespace smcost::driver
