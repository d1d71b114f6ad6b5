// smcost solve, minimise, maximise: questions asked backwards.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "compiler/questions/asked_text.h"
#include "compiler/questions/axes.h"
#include "compiler/questions/crossing.h"
#include "compiler/questions/print_search.h"
#include "compiler/questions/search.h"

namespace smcost::driver {

namespace {

// The first word, if it is one of these.
std::optional<questions::Wants> takeWanted(std::string& text) {
  constexpr std::pair<std::string_view, questions::Wants> kWords[] = {{"largest ", questions::Wants::greatest}, {"greatest ", questions::Wants::greatest},
                                                                      {"smallest ", questions::Wants::least}, {"least ", questions::Wants::least}};
  for (const auto& [word, wants] : kWords) {
    if (!text.starts_with(word)) continue;
    text.erase(0, word.size());
    return wants;
  }
  return std::nullopt;
}

// A question, its spec read and its parameters found.
class Asking {
 public:
  Asking(const Arguments& arguments, std::vector<questions::Figure> figures)
      : arguments_(arguments), options_(sessionOptions(arguments, arguments.files.front())), figures_(std::move(figures)), session_(withFigures()),
        reader_(options_, session_) {}

  // The code that ends the command, when the spec or the question is wrong.
  std::optional<ExitCode> check() {
    if (!session_.check()) return finish(session_, arguments_);
    const std::vector<program::Asked>& asked = session_.program().asked;
    if (asked.front().is_truth) return complain(fmt::format("`{}` is a condition, and no figure that can be least or greatest", figures_.front().text));
    return std::nullopt;
  }
  // The further figures are conditions.
  std::optional<ExitCode> checkConditions() {
    const std::vector<program::Asked>& asked = session_.program().asked;
    for (size_t i = 1; i < asked.size(); ++i) {
      if (!asked[i].is_truth) return complain(fmt::format("`{}` is no condition: `total <= 14 USD`", figures_[i].text));
    }
    return std::nullopt;
  }
  // Both sides of an equation are of one kind.
  std::optional<ExitCode> checkSides() {
    const std::vector<program::Asked>& asked = session_.program().asked;
    if (!asked[1].is_truth && asked[0].dimension == asked[1].dimension) return std::nullopt;
    return complain(fmt::format("`{}` and `{}` are of different kinds, and never equal", figures_[0].text, figures_[1].text));
  }

  ExitCode best(questions::Wants wants, const std::vector<std::string>& over) {
    if (const auto code = checkConditions()) return *code;
    std::vector<questions::Axis> axes;
    std::vector<std::string> names;
    for (const std::string& text : over) {
      auto axis = reader_.read(text);
      if (!axis) return trouble();
      if (std::find(names.begin(), names.end(), axis->name) != names.end()) return complain(fmt::format("`{}` stands there twice", axis->name));
      if (givesParam(arguments_, axis->name)) return complain(fmt::format("`{0}` is given by `-p {0}=…` and asked over", axis->name));
      names.push_back(axis->name);
      axes.push_back(std::move(*axis));
    }
    const questions::Space space(std::move(axes));
    if (space.size() > questions::kMostSearched) {
      return complain(fmt::format("these are {} points, and {} are the most: take a greater step, or fewer values", space.size().get_str(), questions::kMostSearched));
    }
    questions::BillFunction function(options_, std::move(names), figures_);
    questions::SearchLimits limits;
    if (arguments_.time_limit) limits.until = std::chrono::steady_clock::now() + *arguments_.time_limit;
    const questions::Search found = questions::search(function, space, wants, limits);
    Output output(arguments_.output);
    questions::SearchHead all = head(space);
    all.wants = wants;
    questions::writeSearch(output.stream(), all, found);
    return end(output, found.best.has_value() && found.stopped == questions::Search::Stopped::no);
  }

  ExitCode crossing(const std::string& over) {
    if (const auto code = checkSides()) return *code;
    const auto steps = reader_.read(over);
    if (!steps) reader_.trouble = {};
    const bool has_steps = steps && steps->listed.empty() && steps->count > 1;
    const auto ends = has_steps ? std::pair<base::Rational, base::Rational>() : reader_.ends(over);
    if (!ends) return trouble();
    const std::string name = over.substr(0, over.find_first_of(" ="));
    if (givesParam(arguments_, name)) return complain(fmt::format("`{0}` is given by `-p {0}=…` and asked over", name));
    questions::BillFunction function(options_, {name}, figures_);
    const questions::Crossing found = has_steps ? questions::findCrossingOnSteps(options_, *steps, figures_[0].text, figures_[1].text)
                                                : questions::findCrossing(function, ends->first, ends->second);
    Output output(arguments_.output);
    const questions::Space none({});
    questions::writeCrossing(output.stream(), head(none), name, found);
    return end(output, found.kind == questions::Crossing::Kind::exact);
  }

 private:
  session::Options withFigures() const {
    session::Options options = options_;
    for (const questions::Figure& figure : figures_) options.asked.push_back(figure.text);
    return options;
  }
  ExitCode trouble() { return reader_.trouble.session ? finish(*reader_.trouble.session, arguments_) : complain(reader_.trouble.text); }
  questions::SearchHead head(const questions::Space& space) const {
    return {session_, space, figures_, arguments_.format, arguments_.digits.value_or(runtime::kUsualDigits)};
  }
  // An answer that is none is like a check that fails.
  ExitCode end(Output& output, bool is_found) {
    const ExitCode code = finish(session_, arguments_);
    return commitOutput(output, arguments_, is_found ? code : worse(code, ExitCode::check_failed));
  }

  const Arguments& arguments_;
  session::Options options_;
  std::vector<questions::Figure> figures_;
  session::Session session_;
  questions::AxisReader reader_;
};

}  // namespace

ExitCode runSolve(const Arguments& arguments) {
  questions::AskedText asked = questions::takeApart(arguments.question);
  const auto wants = takeWanted(asked.before);
  if (asked.where.empty() || !asked.over.empty()) {
    return complain("a question reads `largest run_time where total <= 14 USD`, or `users where api == chat`");
  }
  const std::string name = asked.before.substr(0, asked.before.find_first_of(" ="));
  if (wants) {
    std::vector<questions::Figure> figures = {{name}};
    for (std::string& condition : questions::conditionsOf(asked.where)) figures.push_back({std::move(condition)});
    Asking asking(arguments, std::move(figures));
    if (const auto code = asking.check()) return *code;
    return asking.best(*wants, {asked.before});
  }
  const auto [left, right] = questions::sidesOf(asked.where);
  if (left.empty() || right.empty()) return complain("say which value is wanted, `largest …` or `smallest …`, or where two figures are equal, `… == …`");
  Asking asking(arguments, {{left}, {right}});
  if (const auto code = asking.check()) return *code;
  return asking.crossing(asked.before);
}

ExitCode runMinimise(const Arguments& arguments) {
  const questions::AskedText asked = questions::takeApart(arguments.question);
  if (asked.before.empty() || asked.over.empty()) return complain("a question reads `total over replicas, machine where …`");
  std::vector<questions::Figure> figures = {{asked.before}};
  for (std::string& condition : questions::conditionsOf(asked.where)) figures.push_back({std::move(condition)});
  Asking asking(arguments, std::move(figures));
  if (const auto code = asking.check()) return *code;
  return asking.best(arguments.command == Command::minimise ? questions::Wants::least : questions::Wants::greatest, asked.over);
}

}  // namespace smcost::driver
