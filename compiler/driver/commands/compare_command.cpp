// smcost compare: two specs, or scenarios of one, billed and set side by side with the first.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "lang/check/check.h"
#include "runtime/report/changes/comparison.h"

namespace smcost::driver {

namespace {

// A session and what heads its column.
struct Side {
  Side(std::string name_in, session::Options options) : name(std::move(name_in)), session(std::move(options)) {}

  std::string name;
  session::Session session;
};

ExitCode complain(const std::string& what) {
  tell("smcost: " + what);
  return ExitCode::usage;
}

// What heads a column: the file's own name, unless both are called so.
std::string headOf(const std::string& file, const std::string& other) {
  const auto nameOf = [](const std::string& path) { return std::filesystem::path(path).filename().string(); };
  if (file == "-") return "<stdin>";
  return nameOf(file) == nameOf(other) ? file : nameOf(file);
}

// The sides behind the first, each with the first.
ExitCode writeSides(const Arguments& arguments, const std::deque<Side>& sides, ExitCode code) {
  const Side& first = sides.front();
  const std::string currency = first.session.bill().currency();
  for (const Side& side : sides) {
    const std::string other = side.session.bill().currency();
    if (currency == other) continue;
    return complain(fmt::format("{} is in {}, {} in {}: amounts of two currencies are not compared", first.name, currency,
                                side.name, other));
  }
  Output output(arguments.output);
  for (size_t i = 1; i < sides.size(); ++i) {
    if (i > 1 && arguments.format != runtime::Format::json) output.stream() << '\n';
    runtime::writeComparison(output.stream(), {first.name, reportContext(first.session, false)},
                             {sides[i].name, reportContext(sides[i].session, false)}, arguments.format);
  }
  return commitOutput(output, arguments, code);
}

ExitCode compareFiles(const Arguments& arguments) {
  const std::string &first = arguments.files[0], &second = arguments.files[1];
  if (first == "-" && second == "-") return complain("only one of the two specs can be stdin");
  std::deque<Side> sides;
  sides.emplace_back(headOf(first, second), sessionOptions(arguments, first));
  sides.emplace_back(headOf(second, first), sessionOptions(arguments, second));
  bool all = true;
  ExitCode code = ExitCode::fine;
  for (Side& side : sides) {
    all = side.session.evaluate() && all;
    code = worse(code, finish(side.session, arguments));
  }
  return all ? writeSides(arguments, sides, code) : code;
}

// The scenarios that are asked for; what is wrong with them, or nothing.
std::string namesOf(const Arguments& arguments, const session::Session& file, std::vector<std::string>& names) {
  const std::string base(check::kBaseScenario);
  names = arguments.scenarios.empty() ? file.comparedNames() : arguments.scenarios;
  // One alone is compared with the file as written.
  if (arguments.scenarios.size() == 1 && names.front() != base) names.insert(names.begin(), base);
  if (names.size() < 2) {
    return fmt::format("{}: there is no scenario to compare with `base`, nor a second spec", arguments.files.front());
  }
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (std::find(names.begin(), name, *name) != name) return fmt::format("`{}` is compared with itself", *name);
  }
  return {};
}

ExitCode compareScenarios(const Arguments& arguments) {
  session::Options options = sessionOptions(arguments, arguments.files.front());
  std::deque<Side> sides;
  // Checked whole once, which says which scenarios there are; each is then billed by itself.
  session::Session file(options);
  if (!file.check()) return finish(file, arguments);
  std::vector<std::string> names;
  if (std::string wrong = namesOf(arguments, file, names); !wrong.empty()) return complain(wrong);
  options.scenario_checks = session::ScenarioChecks::selected;
  bool all = true;
  ExitCode code = ExitCode::fine;
  for (const std::string& name : names) {
    options.scenario = name;
    Side& side = sides.emplace_back(name, options);
    all = side.session.evaluate() && all;
    code = worse(code, finish(side.session, arguments));
  }
  return all ? writeSides(arguments, sides, code) : code;
}

}  // namespace

ExitCode runCompare(const Arguments& arguments) {
  const size_t files = arguments.files.size(), scenarios = arguments.scenarios.size();
  if (files == 1) return compareScenarios(arguments);
  if (files == 2 && scenarios == 0) return compareFiles(arguments);
  return complain("compare takes two specs, or one and the names of its scenarios");
}

}  // namespace smcost::driver
