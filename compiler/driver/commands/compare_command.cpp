// smcost compare: specs, or scenarios of one, billed and set side by side with the first.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "compiler/session/owners.h"
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

// What heads a column: the file's own name, unless another is called so.
std::string headOf(const std::string& file, const std::vector<std::string>& files) {
  const auto nameOf = [](const std::string& path) { return std::filesystem::path(path).filename().string(); };
  if (file == "-") return "<stdin>";
  const auto isCalledSo = [&](const std::string& other) { return nameOf(other) == nameOf(file); };
  return std::count_if(files.begin(), files.end(), isCalledSo) > 1 ? file : nameOf(file);
}

ExitCode writeSides(const Arguments& arguments, const std::deque<Side>& sides, ExitCode code) {
  const Side& first = sides.front();
  const std::string currency = first.session.bill().currency();
  for (const Side& side : sides) {
    const std::string other = side.session.bill().currency();
    if (currency == other) continue;
    return complain(fmt::format("{} is in {}, {} in {}: amounts of two currencies are not compared", first.name, currency,
                                side.name, other));
  }
  std::vector<runtime::ComparedBill> bills;
  for (const Side& side : sides) bills.push_back({side.name, reportContext(side.session, false)});
  Output output(arguments.output);
  runtime::writeComparison(output.stream(), bills, arguments.format);
  return commitOutput(output, arguments, code);
}

ExitCode compareFiles(const Arguments& arguments) {
  const std::vector<std::string>& files = arguments.files;
  if (std::count(files.begin(), files.end(), "-") > 1) return complain("only one of the specs can be stdin");
  std::deque<Side> sides;
  for (const std::string& file : files) {
    session::Options options = sessionOptions(arguments, file);
    options.groups_beside = true;
    sides.emplace_back(headOf(file, files), std::move(options));
  }
  bool all = true;
  std::vector<session::Session*> sessions;
  for (Side& side : sides) {
    all = side.session.evaluate() && all;
    sessions.push_back(&side.session);
  }
  all = all && session::checkGroups(sessions);
  ExitCode code = ExitCode::fine;
  for (Side& side : sides) code = worse(code, finish(side.session, arguments));
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
  if (scenarios == 0) return compareFiles(arguments);
  return complain("compare takes several specs, or one and the names of its scenarios");
}

}  // namespace smcost::driver
