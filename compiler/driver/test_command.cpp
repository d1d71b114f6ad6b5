// smcost test: the checks of each file and its `test` and `rejects` blocks; verdicts on stderr.
#include "compiler/driver/commands.h"
#include "compiler/driver/run.h"

namespace smcost::driver {

namespace {

ExitCode testFile(const Arguments& arguments, const std::string& file) {
  session::Session session(sessionOptions(arguments, file));
  session.test();
  ExitCode code = finish(session, arguments);
  std::string verdict = checksVerdict(session);
  if (code != ExitCode::fine && code != ExitCode::check_failed) verdict = "no verdict: the errors come first";
  else if (verdict.empty() && code == ExitCode::fine) verdict = "nothing failed";
  printVerdict(arguments, file, verdict);
  return code;
}

}  // namespace

ExitCode runTest(const Arguments& arguments) {
  ExitCode code = ExitCode::fine;
  for (const std::string& file : arguments.files) code = worse(code, testFile(arguments, file));
  return code;
}

}  // namespace smcost::driver
