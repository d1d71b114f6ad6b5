#include "compiler/questions/asked_sample.h"

#include <fmt/format.h>

#include "compiler/questions/axes.h"

namespace smcost::questions {

namespace {

std::vector<Figure> figuresOf(const session::Session& session, const std::string& wanted) {
  std::vector<Figure> figures = {{wanted}};
  const std::vector<program::Check>& checks = session.program().checks;
  for (size_t i = 0; i < checks.size(); ++i) {
    if (checks[i].kind != program::Check::Kind::budget || checks[i].statistic.kind != program::Statistic::Kind::none) continue;
    Figure budget{std::string(session.sources().text(checks[i].span)), Figure::Of::check};
    budget.text.erase(0, budget.text.find_first_of(" ") + 1);
    budget.check = i;
    figures.push_back(std::move(budget));
  }
  return figures;
}

// What `-p` gives is certain.
std::vector<program::Parameter> uncertainOf(const session::Session& session) {
  std::vector<program::Parameter> parameters = session.program().parameters;
  for (program::Parameter& parameter : parameters) {
    if (isGiven(session.options(), parameter.name)) parameter.domain = std::monostate();
  }
  return parameters;
}

}  // namespace

AskedSample askedSample(const session::Session& session, const std::string& wanted, uint64_t seed) {
  AskedSample asked{figuresOf(session, wanted), draws::Draws(uncertainOf(session), seed), {}, {}};
  for (const draws::Draws::Uncertain& one : asked.draws.uncertain()) {
    asked.names.push_back(session.program().parameters[one.parameter].name);
    if (!one.table) asked.trouble = fmt::format("the step of `{}` is too fine to be drawn on", asked.names.back());
  }
  if (asked.names.empty()) asked.trouble = "nothing in the file is uncertain: `param requests = 10M requests ~ lognormal 5M..20M step 1k`";
  return asked;
}

}  // namespace smcost::questions
