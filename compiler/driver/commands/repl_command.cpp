// smcost repl: a dialogue over a spec; also what `smcost` alone does on a terminal.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/history_file.h"
#include "compiler/driver/run/run.h"
#include "compiler/load/library.h"
#include "compiler/repl/repl.h"

namespace smcost::driver {

namespace {

// Makes the folder of a file of ours, for its owner only; a file that somebody set is where they want it.
std::string historyToWrite(const Arguments& arguments) {
  const std::string file = historyFile(arguments.history);
  if (arguments.history || file.empty()) return file;
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(file).parent_path();
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  return error ? std::string() : file;
}

std::optional<std::string> saveFile(const std::string& path, const std::string& text) {
  Output output(path, Overwrites::anything);
  output.bytes() << text;
  return output.commit();
}

}  // namespace

ExitCode runRepl(const Arguments& arguments) {
  repl::Options options;
  options.base = sessionOptions(arguments, "");
  if (!arguments.files.empty()) options.file = arguments.files.front();
  options.is_terminal = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  if (options.is_terminal) options.history = historyToWrite(arguments);
  options.diagnostics = renderOptions(arguments);
  // Its bills have no head that would say it.
  if (arguments.stdlib_dir && !load::differences(load::Library(arguments.stdlib_dir), load::Library::embedded()).empty()) {
    tell(fmt::format("library {}, which is not the shipped one", *arguments.stdlib_dir));
  }
  options.save = saveFile;
  return repl::run(options);
}

}  // namespace smcost::driver
