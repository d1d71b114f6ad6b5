// The process: parses the command line and runs one subcommand.
#include <gmp.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "compiler/driver/about/commands.h"
#include "compiler/driver/commands/commands.h"
#include "compiler/driver/line/command_line.h"
#include "compiler/driver/prices/commands.h"
#include "compiler/driver/run/temporaries.h"
#include "compiler/driver/servers/commands.h"
#include "compiler/files/files.h"

namespace {

smcost::session::ExitCode run(const smcost::driver::Arguments& arguments) {
  using smcost::driver::Command;
  switch (arguments.command) {
    case Command::check: return smcost::driver::runCheck(arguments);
    case Command::compare: return smcost::driver::runCompare(arguments);
    case Command::completions: return smcost::driver::runCompletions(arguments);
    case Command::config: return smcost::driver::runConfig(arguments);
    case Command::diff: return smcost::driver::runDiff(arguments);
    case Command::doctor: return smcost::driver::runDoctor(arguments);
    case Command::eval: return smcost::driver::runEval(arguments);
    case Command::explain: return smcost::driver::runExplain(arguments);
    case Command::fmt: return smcost::driver::runFmt(arguments);
    case Command::help: return smcost::driver::runHelp(arguments);
    case Command::lsp:
    case Command::mcp: break;  // servers have exit codes of their own
    case Command::man: return smcost::driver::runMan(arguments);
    case Command::new_: return smcost::driver::runNew(arguments);
    case Command::prices_fetch: return smcost::driver::runPricesFetch(arguments);
    case Command::prices_import: return smcost::driver::runPricesImport(arguments);
    case Command::prices_diff: return smcost::driver::runPricesDiff(arguments);
    case Command::prices_list: return smcost::driver::runPricesList(arguments);
    case Command::prices_lock: return smcost::driver::runPricesLock(arguments);
    case Command::prices_show: return smcost::driver::runPricesShow(arguments);
    case Command::prices_verify: return smcost::driver::runPricesVerify(arguments);
    case Command::repl: return smcost::driver::runRepl(arguments);
    case Command::maximise:
    case Command::minimise: return smcost::driver::runQuestion(arguments);
    case Command::sample: return smcost::driver::runQuestion(arguments);
    case Command::skill: return smcost::driver::runSkill(arguments);
    case Command::solve: return smcost::driver::runQuestion(arguments);
    case Command::sweep: return smcost::driver::runQuestion(arguments);
    case Command::test: return smcost::driver::runTest(arguments);
  }
  return smcost::session::ExitCode::usage;
}

// Says it without asking for memory.
void tellOutOfMemory() {
  constexpr std::string_view kText = "error: not enough memory\n";
  (void)!write(STDERR_FILENO, kText.data(), kText.size());
}

// What fails behind a failed request fails for its sake: foreign code is not always able to clean up without memory.
std::atomic<bool> memory_was_short = false;

[[noreturn]] void noMemory() {
  memory_was_short = true;
  throw std::bad_alloc();
}

// Numbers would abort.
void* orNoMemory(void* memory) { return memory == nullptr ? (noMemory(), nullptr) : memory; }
void* newDigits(size_t bytes) { return orNoMemory(std::malloc(bytes)); }
void* moreDigits(void* digits, size_t, size_t bytes) { return orNoMemory(std::realloc(digits, bytes)); }
void dropDigits(void* digits, size_t) { std::free(digits); }

// A failed request for memory that nobody could hand on, as out of a thread or through LLVM, ends as one that was.
[[noreturn]] void endWithoutMemory() {
  bool is_memory = memory_was_short;
  try {
    if (const std::exception_ptr current = std::current_exception()) std::rethrow_exception(current);
  } catch (const std::bad_alloc&) {
    is_memory = true;
  } catch (...) {
  }
  if (!is_memory) std::abort();
  smcost::driver::removeTemporaries();
  tellOutOfMemory();
  _exit(static_cast<int>(smcost::session::ExitCode::trouble));
}

}  // namespace

int main(int argc, char** argv) {
  smcost::files::occupyStandardDescriptors();
  // A file that may grow no further is an error of its write.
  std::signal(SIGXFSZ, SIG_IGN);
  smcost::files::ReadFiles read_files;
  std::set_terminate(endWithoutMemory);
  std::set_new_handler(noMemory);
  mp_set_memory_functions(newDigits, moreDigits, dropDigits);
  try {
    smcost::driver::ParseResult parsed = smcost::driver::parseCommandLine(argc, argv);
    if (!parsed.arguments) return parsed.exit_code;
    if (parsed.arguments->command == smcost::driver::Command::lsp) {
      return smcost::driver::runLsp([=](const std::string& folder) { return smcost::driver::parseCommandLine(argc, argv, folder).arguments; });
    }
    if (parsed.arguments->command == smcost::driver::Command::mcp) return smcost::driver::runMcp(*parsed.arguments);
    return static_cast<int>(run(*parsed.arguments));
  } catch (const std::bad_alloc&) {
    tellOutOfMemory();
    return static_cast<int>(smcost::session::ExitCode::trouble);
  }
}
