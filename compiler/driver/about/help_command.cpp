// smcost help: what the library says of its workloads, options, meters and SKUs; what words of the language mean.
#include <fmt/format.h>

#include "compiler/driver/about/commands.h"
#include "compiler/driver/run/run.h"
#include "compiler/help/help.h"
#include "compiler/session/price_lists.h"
#include "compiler/session/topics.h"

namespace smcost::driver {

namespace {

constexpr const char* kMore =
    "\n`smcost help NAME` says more of a workload, an option, a meter or a function, of a SKU,\n"
    "of a word of the language (`budget`; `smcost help language` lists them),\n"
    "and which meter a usage type of a provider's list or bill is;\n"
    "`smcost --help` of the commands, `smcost explain SMC3001` of a diagnostic.\n";

}  // namespace

ExitCode runHelp(const Arguments& arguments) {
  session::Options options = arguments.files.empty() ? session::Options{} : sessionOptions(arguments, arguments.files.front());
  options.use_stdlib = arguments.use_stdlib;
  options.stdlib_dir = arguments.stdlib_dir;
  source::SourceManager sources;
  diagnostics::Sink sink;
  const std::vector<session::Topic> topics = session::topics(options, sources, sink);
  if (sink.hasErrors()) {
    writeDiagnostics(sink, sources, arguments);
    return topics.empty() ? ExitCode::trouble : ExitCode::text_wrong;
  }
  Output output(arguments.output);
  if (arguments.topic.empty()) {
    output.stream() << help::describeWorkloads(topics) << kMore;
    return commitOutput(output, arguments, ExitCode::fine);
  }
  if (std::optional<std::string> text = help::describeNamed(topics, arguments.topic, output.width())) {
    output.stream() << *text;
    return commitOutput(output, arguments, ExitCode::fine);
  }
  if (std::optional<std::string> text = help::describeUsageType(session::priceLists(options, sources, sink), arguments.topic)) {
    output.stream() << *text;
    return commitOutput(output, arguments, ExitCode::fine);
  }
  const std::string meant = help::meantInstead(topics, arguments.topic);
  tell(fmt::format("smcost: nothing is called `{}`; {}", arguments.topic, meant.empty() ? "`smcost help` lists the workloads" : meant));
  return ExitCode::usage;
}

}  // namespace smcost::driver
