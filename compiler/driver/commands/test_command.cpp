// smcost test: the checks of each file and its `test` and `rejects` blocks; verdicts on stderr.
#include "compiler/driver/commands/commands.h"
#include "compiler/driver/commands/findings.h"
#include "compiler/driver/commands/printed_report.h"
#include "compiler/driver/run/run.h"
#include "compiler/driver/run/specs.h"

namespace smcost::driver {

namespace {

ExitCode testFile(const Arguments& arguments, const std::string& file, std::vector<PrintedRow>& rows, runtime::Findings* findings) {
  session::Session session(sessionOptions(arguments, file));
  if (session.test() && arguments.report) rows.push_back(printedRow(session, file));
  if (findings) addFindings(*findings, session, file);
  ExitCode code = finish(session, arguments);
  std::string verdict = checksVerdict(session);
  if (code != ExitCode::fine && code != ExitCode::check_failed) verdict = "no verdict: the errors come first";
  else if (verdict.empty() && code == ExitCode::fine) verdict = "nothing failed";
  // The table says it for all of them.
  if (!arguments.report || code != ExitCode::fine) printVerdict(arguments, file, verdict);
  return code;
}

}  // namespace

ExitCode runTest(const Arguments& arguments) {
  Output output(arguments.output);
  ExitCode code = ExitCode::fine;
  std::vector<PrintedRow> rows;
  const auto findings = makeFindings(arguments);
  for (const std::string& path : arguments.files) {
    for (const std::string& file : specsOf(path)) code = worse(code, testFile(arguments, file, rows, findings.get()));
  }
  if (findings) return commitFindings(*findings, output, arguments, code);
  if (!arguments.report) return code;
  writePrintedReport(output.stream(), rows, arguments.format, output.width());
  return commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
