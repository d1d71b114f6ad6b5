#include "compiler/questions/asked_sample.h"

#include <fmt/format.h>

#include "compiler/questions/axes.h"

namespace smcost::questions {

namespace {

// "total <= 14 USD" of `budget total <= 14 USD`.
std::string withoutWord(const session::Session& session, const program::Check& check) {
  const std::string text(session.sources().text(check.span));
  return text.substr(text.find_first_of(" ") + 1);
}

std::vector<Figure> figuresOf(const session::Session& session, const std::string& wanted) {
  std::vector<Figure> figures = {{wanted}};
  const std::vector<program::Check>& checks = session.program().checks;
  for (size_t i = 0; i < checks.size(); ++i) {
    if (checks[i].kind != program::Check::Kind::budget || checks[i].statistic.kind != program::Statistic::Kind::none) continue;
    Figure budget{withoutWord(session, checks[i]), Figure::Of::check};
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

std::vector<PercentileCheck> percentileChecksOf(const session::Session& session) {
  std::vector<PercentileCheck> found;
  for (const program::Check& check : session.program().checks) {
    if (check.statistic.kind != program::Statistic::Kind::percentile) continue;
    PercentileCheck own{std::string(session.sources().text(check.span)), check.statistic.percent, {}, check.left, check.right};
    if (const auto sign = signNamed(check.sign)) own.sign = *sign;
    else continue;
    found.push_back(std::move(own));
  }
  return found;
}

AskedSample askedSample(const session::Session& session, const std::string& wanted, uint64_t seed, std::vector<PercentileCheck> checks) {
  AskedSample asked{figuresOf(session, wanted), std::move(checks), draws::Draws(uncertainOf(session), seed), {}, {}};
  for (const PercentileCheck& check : asked.checks) asked.figures.insert(asked.figures.end(), {{check.left}, {check.right}});
  for (const draws::Draws::Uncertain& one : asked.draws.uncertain()) {
    asked.names.push_back(session.program().parameters[one.parameter].name);
    if (!one.table) asked.trouble = fmt::format("the step of `{}` is too fine to be drawn on", asked.names.back());
  }
  if (asked.names.empty()) asked.trouble = "nothing in the file is uncertain: `param requests = 10M requests ~ lognormal 5M..20M step 1k`";
  return asked;
}

}  // namespace smcost::questions
