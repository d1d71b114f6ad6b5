// smcost skill: a page from which an assistant learns to write specs and to ask for their bills.
#include "compiler/driver/run/run.h"
#include "compiler/driver/servers/commands.h"
#include "compiler/mcp/skill.h"

namespace smcost::driver {

session::ExitCode runSkill(const Arguments& arguments) {
  Output output(arguments.output);
  output.stream() << mcp::skill(sessionOptions(arguments, ""));
  return commitOutput(output, arguments, ExitCode::fine);
}

}  // namespace smcost::driver
