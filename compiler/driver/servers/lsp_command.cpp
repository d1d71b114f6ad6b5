// smcost lsp: a language server on standard input and output.
#include <unistd.h>

#include <csignal>

#include "compiler/driver/run/run.h"
#include "compiler/driver/servers/commands.h"
#include "compiler/lsp/serve.h"

namespace smcost::driver {

int runLsp(const ArgumentsIn& arguments_in) {
  // A client that is gone is the end of a write.
  std::signal(SIGPIPE, SIG_IGN);
  return lsp::serve(STDIN_FILENO, STDOUT_FILENO, [&](const std::string& folder) {
    const std::optional<Arguments> arguments = arguments_in(folder);
    if (!arguments) return workspace::Settings{{}, false, "the settings that hold here are wrong: `smcost config` says how"};
    return workspace::Settings{sessionOptions(*arguments, ""), arguments->trust, {}};
  });
}

}  // namespace smcost::driver
