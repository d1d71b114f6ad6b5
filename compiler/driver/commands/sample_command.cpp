// smcost sample: what a spec comes to when some of its parameters are uncertain.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "compiler/driver/commands/threads.h"
#include "compiler/questions/asked_sample.h"
#include "compiler/questions/print_sample.h"

namespace smcost::driver {

namespace {

std::optional<ExitCode> readChecks(const Arguments& arguments, std::vector<questions::PercentileCheck>& checks) {
  for (const std::string& text : arguments.percentile_checks) {
    auto check = questions::readPercentileCheck(text);
    if (!check) return complain(fmt::format("`{}` is no condition on a percentile: `p90 total <= 1_200 USD`, p1 to p99", text));
    checks.push_back(std::move(*check));
  }
  return std::nullopt;
}

// The figure, both sides of each check, and the conditions themselves, for the sides are to be of one kind.
session::Options asking(session::Options options, const std::string& wanted, const std::vector<questions::PercentileCheck>& checks) {
  options.asked.push_back(wanted);
  for (const questions::PercentileCheck& check : checks) options.asked.insert(options.asked.end(), {check.left, check.right});
  for (const questions::PercentileCheck& check : checks) options.asked.push_back(check.condition());
  return options;
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
  questions::SampleWish wish;
  wish.draws = arguments.draws;
  wish.pairs = arguments.pairs;
  if (const auto code = readChecks(arguments, wish.checks)) return *code;
  session::Session session(asking(options, wanted, wish.checks));
  if (!session.check()) return finish(session, arguments);
  const questions::AskedSample asked = questions::askedSample(session, wanted, arguments.seed);
  if (!asked.trouble.empty()) return complain(asked.trouble);
  std::vector<questions::Figure> figures = asked.figures;
  for (const questions::PercentileCheck& check : wish.checks) figures.insert(figures.end(), {{check.left}, {check.right}});
  questions::Workers workers([&] { return std::make_unique<questions::BillFunction>(options, asked.names, figures); }, *threads);
  const questions::Sample found = questions::sample(workers, questions::Drawn(session.program(), asked.draws), wish);
  Output output(arguments.output);
  const questions::SampleHead head{session, figures, wish.checks, arguments.seed, arguments.format, arguments.digits.value_or(runtime::kUsualDigits), output.width()};
  questions::writeSample(arguments.format == runtime::Format::text ? output.stream() : output.bytes(), head, found);
  const ExitCode code = finish(session, arguments);
  const bool all_hold = std::all_of(found.judged.begin(), found.judged.end(), [](const auto& one) { return one && one->verdict == questions::Verdict::holds; });
  return commitOutput(output, arguments, found.mean && all_hold ? code : worse(code, ExitCode::check_failed));
}

}  // namespace smcost::driver
