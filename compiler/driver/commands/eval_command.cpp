// smcost eval: the bill of each file, or one of the forms on the way to it.
#include "compiler/driver/commands/commands.h"
#include "compiler/driver/commands/findings.h"
#include "compiler/driver/commands/forms.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "lang/syntax/parse.h"
#include "runtime/report/bill/write.h"

namespace smcost::driver {

namespace {

// A form in place of the bill.
void emitForm(session::Session& session, Form form, Output& output) {
  const bool is_sound = session.check();
  if (form == Form::ast) {
    if (session.exitCode() != ExitCode::trouble) output.stream() << ast::print(session.tree(), session.sources());
  } else if (is_sound && form == Form::program) {
    writePrograms(output.stream(), session);
  } else if (is_sound) {
    writeCode(output.bytes(), session, form);
  }
}

void writeBill(const Arguments& arguments, const session::Session& session, bool first, Output& output) {
  // People get a blank line between two bills; documents follow one another as they are.
  if (!first && arguments.format == runtime::Format::text) output.stream() << '\n';
  runtime::ReportContext context = reportContext(session, useColor(arguments.color, output.isTerminal()));
  if (arguments.summary) writeSummary(output.stream(), context);
  else runtime::writeReport(output.stream(), context, arguments.format);
}

ExitCode evalFile(const Arguments& arguments, const std::string& file, bool first, Output& output,
                  runtime::Findings* findings) {
  session::Session session(sessionOptions(arguments, file));
  if (arguments.emit && arguments.emit != Form::bill) {
    emitForm(session, *arguments.emit, output);
    return finish(session, arguments);
  }
  const bool has_bill = session.evaluate();
  if (findings) addFindings(*findings, session, file);
  else if (has_bill) writeBill(arguments, session, first, output);
  output.stream().flush();
  ExitCode code = finish(session, arguments);
  printVerdict(arguments, file, checksVerdict(session));
  return code;
}

}  // namespace

ExitCode runEval(const Arguments& arguments) {
  Output output(arguments.output);
  ExitCode code = ExitCode::fine;
  bool first = true;
  const auto findings = makeFindings(arguments);
  for (const std::string& file : arguments.files) {
    code = worse(code, evalFile(arguments, file, first, output, findings.get()));
    first = false;
  }
  return findings ? commitFindings(*findings, output, arguments, code) : commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
