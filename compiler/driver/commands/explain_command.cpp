// smcost explain: how a bill or one of its lines comes about, or the page of a diagnostic.
#include <fmt/format.h>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/run.h"
#include "lang/diagnostics/suggest.h"
#include "runtime/report/explain/explain.h"

namespace smcost::driver {

namespace {

ExitCode explainCode(const Arguments& arguments, Output& output) {
  std::string_view page = diagnostics::explainPage(*arguments.code);
  if (page.empty()) {
    tell(fmt::format("smcost: no diagnostic has the code `{}`", arguments.files.front()));
    return ExitCode::usage;
  }
  output.stream() << page;
  if (page.back() != '\n') output.stream() << '\n';
  return ExitCode::fine;
}

ExitCode explainBill(const Arguments& arguments, Output& output) {
  session::Session session(sessionOptions(arguments, arguments.files.front()));
  const std::string& line = arguments.line_name;
  if (session.evaluate() && !runtime::writeExplain(output.stream(), session.reportContext(), line)) {
    diagnostics::suggest(session.sink().report({}, diagnostics::kinds::unknown_name, line), {}, line, runtime::explainNames(session.bill()));
  }
  return finish(session, arguments);
}

}  // namespace

ExitCode runExplain(const Arguments& arguments) {
  Output output(arguments.output);
  ExitCode code = arguments.code ? explainCode(arguments, output) : explainBill(arguments, output);
  return commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
