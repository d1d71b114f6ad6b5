// smcost mcp: a tool server of the Model Context Protocol on standard input and output.
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "compiler/driver/run/run.h"
#include "compiler/driver/servers/commands.h"
#include "compiler/files/files.h"
#include "compiler/mcp/serve.h"

namespace smcost::driver {

int runMcp(const Arguments& arguments) {
  const std::string root = files::resolved(std::filesystem::absolute(arguments.root).string());
  std::error_code error;
  if (!std::filesystem::is_directory(root, error)) {
    tell("smcost: `" + arguments.root + "` is no folder");
    return static_cast<int>(ExitCode::trouble);
  }
  std::signal(SIGPIPE, SIG_IGN);
  session::Options options = sessionOptions(arguments, "");
  // What a document says does not depend on a terminal.
  options.width = runtime::kUsualWidth;
  mcp::serve(STDIN_FILENO, STDOUT_FILENO, root, std::move(options));
  return 0;
}

}  // namespace smcost::driver
