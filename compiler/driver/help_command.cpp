// smcost help: what the library says of its workloads, options and meters.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "compiler/driver/commands.h"
#include "compiler/driver/run.h"
#include "compiler/session/topics.h"
#include "lang/check/suggest.h"

namespace smcost::driver {

namespace {

using session::Topic;

void writeTopic(std::ostream& out, const Topic& topic) {
  out << topic.kind << ' ' << topic.name << "  (" << topic.module << ")\n\n" << topic.doc << "\n\n";
  out << "Declared as\n";
  size_t begin = 0;
  while (begin <= topic.signature.size()) {
    const size_t end = std::min(topic.signature.find('\n', begin), topic.signature.size());
    out << "  " << topic.signature.substr(begin, end - begin) << '\n';
    begin = end + 1;
  }
}

void writeWorkloads(std::ostream& out, const std::vector<Topic>& topics) {
  size_t width = 0;
  for (const Topic& topic : topics) {
    if (topic.kind == "workload") width = std::max(width, topic.name.size());
  }
  std::string module;
  for (const Topic& topic : topics) {
    if (topic.kind != "workload") continue;
    if (topic.module != module) out << (module.empty() ? "" : "\n") << (module = topic.module) << '\n';
    out << fmt::format("  {:{}}  {}\n", topic.name, width, session::summaryOf(topic));
  }
  out << "\n`smcost help NAME` says more of a workload, an option, a meter or a function;\n"
         "`smcost --help` of the commands, `smcost explain SMC3001` of a diagnostic.\n";
}

}  // namespace

ExitCode runHelp(const Arguments& arguments) {
  session::Options options = arguments.files.empty() ? session::Options{} : sessionOptions(arguments, arguments.files.front());
  options.use_stdlib = arguments.use_stdlib;
  options.stdlib_dir = arguments.stdlib_dir;
  source::SourceManager sources;
  diagnostics::Sink sink;
  const std::vector<Topic> topics = session::topics(options, sources, sink);
  if (sink.hasErrors()) {
    writeDiagnostics(sink, sources, arguments);
    return topics.empty() ? ExitCode::trouble : ExitCode::text_wrong;
  }
  Output output(arguments.output);
  if (arguments.topic.empty()) {
    writeWorkloads(output.stream(), topics);
    return commitOutput(output, arguments, ExitCode::fine);
  }
  std::vector<std::string> names;
  bool found = false;
  for (const Topic& topic : topics) {
    names.push_back(topic.name);
    if (topic.name != arguments.topic) continue;
    if (found) output.stream() << '\n';
    writeTopic(output.stream(), topic);
    found = true;
  }
  if (found) return commitOutput(output, arguments, ExitCode::fine);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string meant;
  for (const std::string& name : check::nearest(arguments.topic, names)) meant += fmt::format("{}`{}`", meant.empty() ? "" : ", ", name);
  std::cerr << fmt::format("smcost: nothing is called `{}`{}\n", arguments.topic,
                           meant.empty() ? std::string("; `smcost help` lists the workloads") : "; is it " + meant + "?");
  return ExitCode::usage;
}

}  // namespace smcost::driver
