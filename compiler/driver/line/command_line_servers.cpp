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

constexpr const char* kMcpFooter =
    "It speaks the Model Context Protocol on standard input and output: an assistant's program starts it.\n"
    "Its tools read specs below the root and nothing else; nothing is written, fetched or run.\n"
    "Examples:\n"
    "  smcost mcp                     specs of the current folder\n"
    "  smcost mcp --root infra/costs  specs of that one";

constexpr const char* kSkillFooter =
    "Examples:\n"
    "  smcost skill > SKILL.md        for an assistant that reads such files";

}  // namespace

void addServers(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* lsp = addCommand(app, "lsp", "a language server, for editors", kLspFooter, wanted);
  if (lsp != nullptr) {
    addReading(*lsp, arguments);
    // Clients of the protocol's own library say so.
    lsp->add_flag("--stdio")->description("on standard input and output, as it is anyway");
    lsp->callback([&arguments] { arguments.command = Command::lsp; });
  }
  CLI::App* mcp = addCommand(app, "mcp", "a tool server, for assistants", kMcpFooter, wanted);
  if (mcp != nullptr) {
    mcp->add_option("--root", arguments.root, "the folder whose specs may be read; the current one")->type_name("DIR");
    addReading(*mcp, arguments);
    mcp->callback([&arguments] { arguments.command = Command::mcp; });
  }
  CLI::App* skill = addCommand(app, "skill", "print what teaches an assistant to write specs", kSkillFooter, wanted);
  if (skill != nullptr) {
    addOutput(*skill, arguments);
    skill->callback([&arguments] { arguments.command = Command::skill; });
  }
}

}  // namespace smcost::driver
