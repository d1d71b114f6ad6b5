// smcost sample: what a spec comes to when some of its parameters are uncertain.
#include <fmt/format.h>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "compiler/driver/commands/threads.h"
#include "compiler/questions/print_sample.h"

namespace smcost::driver {

namespace {

// The figure, then the file's budgets.
std::vector<questions::Figure> figuresOf(const session::Session& session, const std::string& wanted) {
  std::vector<questions::Figure> figures = {{wanted}};
  const std::vector<program::Check>& checks = session.program().checks;
  for (size_t i = 0; i < checks.size(); ++i) {
    if (checks[i].kind != program::Check::Kind::budget) continue;
    questions::Figure budget{std::string(session.sources().text(checks[i].span)), questions::Figure::Of::check};
    budget.text.erase(0, budget.text.find_first_of(" ") + 1);
    budget.check = i;
    figures.push_back(std::move(budget));
  }
  return figures;
}

}  // namespace

ExitCode runSample(const Arguments& arguments) {
  if (arguments.draws < questions::kLeastSampled || arguments.draws > questions::kMostSampled) {
    return complain(fmt::format("a sample has {} to {} draws", questions::kLeastSampled, questions::kMostSampled));
  }
  if (arguments.pairs && *arguments.pairs != 0 && (*arguments.pairs < questions::kLeastPairs || *arguments.pairs > questions::kMostPairs)) {
    return complain(fmt::format("`--spread` takes {} to {} pairs of draws, or 0", questions::kLeastPairs, questions::kMostPairs));
  }
  const auto threads = threadsOf(arguments);
  if (!threads) return complainOfThreads();
  const session::Options options = sessionOptions(arguments, arguments.files.front());
  const std::string wanted = arguments.figures.empty() ? "total" : arguments.figures.front();
  if (arguments.figures.size() > 1) return complain("a sample describes one figure");
  session::Options first = options;
  first.asked.push_back(wanted);
  session::Session session(std::move(first));
  if (!session.check()) return finish(session, arguments);
  // What `-p` gives is certain.
  std::vector<program::Parameter> parameters = session.program().parameters;
  for (program::Parameter& parameter : parameters) {
    if (givesParam(arguments, parameter.name)) parameter.domain = std::monostate();
  }
  const draws::Draws draws(parameters, arguments.seed);
  if (draws.uncertain().empty()) return complain("nothing in the file is uncertain: `param requests = 10M requests ~ lognormal 5M..20M step 1k`");
  std::vector<std::string> names;
  for (const draws::Draws::Uncertain& one : draws.uncertain()) {
    names.push_back(session.program().parameters[one.parameter].name);
    if (!one.table) return complain(fmt::format("the step of `{}` is too fine to be drawn on", names.back()));
  }
  const std::vector<questions::Figure> figures = figuresOf(session, wanted);
  questions::Workers workers([&] { return std::make_unique<questions::BillFunction>(options, names, figures); }, *threads);
  const questions::Sample found = questions::sample(workers, questions::Drawn(session.program(), draws), {arguments.draws, arguments.pairs});
  Output output(arguments.output);
  const questions::SampleHead head{session, figures, arguments.seed, arguments.format, arguments.digits.value_or(runtime::kUsualDigits), output.width()};
  questions::writeSample(arguments.format == runtime::Format::text ? output.stream() : output.bytes(), head, found);
  const ExitCode code = finish(session, arguments);
  return commitOutput(output, arguments, found.mean ? code : worse(code, ExitCode::check_failed));
}

}  // namespace smcost::driver
