// smcost eval: the bill of each file, or one of the forms on the way to it.
#include <utility>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/commands/findings.h"
#include "compiler/driver/commands/forms.h"
#include "compiler/driver/run/one_document.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "compiler/questions/ends.h"
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

// The bills of all files, one after another; in JSON as one document, of which each is an element.
class Bills {
 public:
  Bills(const Arguments& arguments, Output& output)
      : arguments_(arguments), output_(output), document_(output.stream(), isOneDocument(arguments)) {}

  void add(const session::Session& session, const std::string& file) {
    std::ostream& out = output_.stream();
    document_.next();
    // People get a blank line between two bills.
    if (!std::exchange(is_first_, false) && arguments_.format == runtime::Format::text) out << '\n';
    runtime::ReportContext context = reportContext(session, useColor(arguments_.color, output_.isTerminal()));
    if (arguments_.ends) context.ends = questions::findEnds(sessionOptions(arguments_, file), session, "total");
    if (arguments_.summary) writeSummary(out, context);
    else runtime::writeReport(out, context, arguments_.format);
  }

  void end() { document_.end(); }

 private:
  static bool isOneDocument(const Arguments& arguments) {
    const bool is_bill = !arguments.emit || arguments.emit == Form::bill;
    return is_bill && !arguments.summary && !arguments.findings && arguments.format == runtime::Format::json && arguments.files.size() > 1;
  }

  const Arguments& arguments_;
  Output& output_;
  OneDocument document_;
  bool is_first_ = true;
};

ExitCode evalFile(const Arguments& arguments, const std::string& file, Bills& bills, Output& output,
                  runtime::Findings* findings) {
  session::Session session(sessionOptions(arguments, file));
  if (arguments.emit && arguments.emit != Form::bill) {
    emitForm(session, *arguments.emit, output);
    return finish(session, arguments);
  }
  const bool has_bill = session.evaluate();
  if (findings) addFindings(*findings, session, file);
  else if (has_bill) bills.add(session, file);
  output.stream().flush();
  ExitCode code = finish(session, arguments);
  printVerdict(arguments, file, checksVerdict(session));
  return code;
}

}  // namespace

ExitCode runEval(const Arguments& arguments) {
  Output output(arguments.output);
  ExitCode code = ExitCode::fine;
  Bills bills(arguments, output);
  const auto findings = makeFindings(arguments);
  for (const std::string& file : arguments.files) code = worse(code, evalFile(arguments, file, bills, output, findings.get()));
  bills.end();
  return findings ? commitFindings(*findings, output, arguments, code) : commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
