// smcost check: names, units and phrases of each file, its `test` and `rejects` blocks too.
#include "compiler/driver/commands/commands.h"
#include "compiler/driver/commands/findings.h"
#include "compiler/driver/commands/forms.h"
#include "compiler/driver/run/run.h"
#include "lang/syntax/parse.h"

namespace smcost::driver {

namespace {

ExitCode checkFile(const Arguments& arguments, const std::string& file, Output& output, runtime::Findings* findings) {
  session::Session session(sessionOptions(arguments, file));
  session.checkAll();
  bool readable = session.exitCode() != ExitCode::trouble;
  // The tree of a text with errors is printed as well: it shows what was understood.
  if (arguments.emit == Form::ast && readable) output.stream() << ast::print(session.tree(), session.sources());
  if (findings) addFindings(*findings, session, file);
  ExitCode code = finish(session, arguments);
  if (code != ExitCode::fine) return code;
  if (arguments.emit == Form::program) writePrograms(output.stream(), session);
  if (!arguments.emit) printVerdict(arguments, file, "fine");
  return code;
}

}  // namespace

ExitCode runCheck(const Arguments& arguments) {
  Output output(arguments.output);
  ExitCode code = ExitCode::fine;
  const auto findings = makeFindings(arguments);
  for (const std::string& file : arguments.files) code = worse(code, checkFile(arguments, file, output, findings.get()));
  return findings ? commitFindings(*findings, output, arguments, code) : commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
