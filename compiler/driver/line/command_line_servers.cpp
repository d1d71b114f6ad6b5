// The commands that answer another program.
#include <CLI/CLI.hpp>

#include "compiler/driver/line/command_line_app.h"

namespace smcost::driver {

namespace {

constexpr const char* kLspFooter =
    "It speaks the Language Server Protocol on standard input and output: an editor starts it.\n"
    "Options hold for all specs; settings are those that hold in the folder of each.\n"
    "Examples:\n"
    "  smcost lsp                     what an editor is told to start\n"
    "  smcost lsp --trust             files outside of a repository may be used by its specs";

}  // namespace

void addServers(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* lsp = addCommand(app, "lsp", "a language server, for editors", kLspFooter, wanted);
  if (lsp == nullptr) return;
  addReading(*lsp, arguments);
  // Clients of the protocol's own library say so.
  lsp->add_flag("--stdio")->description("on standard input and output, as it is anyway");
  lsp->callback([&arguments] { arguments.command = Command::lsp; });
}

}  // namespace smcost::driver
