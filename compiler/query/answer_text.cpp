#include "compiler/query/answer_text.h"

#include <fmt/format.h>

#include <sstream>

#include "runtime/bill/bill.h"
#include "runtime/report/explain/query.h"

namespace smcost::query {

using program::Answer;
using session::Session;

namespace {

std::string exactly(const base::Rational& number, const std::string& unit) {
  const std::string shown = base::toShown(number, 6), exact = base::toExactString(number);
  const std::string text = unit.empty() ? shown : shown + " " + unit;
  return shown == exact ? text : text + " exactly " + exact;
}

// In the unit in which it reads best: "0.5 h", "0.614667… USD exactly 461/750".
std::string quantityText(const Session& session, const base::Rational& value, units::DimensionId dimension) {
  const units::Units::Shown shown = session.units().choose(value, dimension, session.program().dimensions);
  const std::string exact = base::toExactString(shown.number);
  return exact == shown.figure ? shown.text() : shown.text() + " exactly " + exact;
}

std::string valueText(const Session& session, const Answer& answer, const std::vector<base::Rational>& values) {
  const auto output = [&] { return values.at(answer.output); };
  const auto shown = [&](uint32_t at, units::DimensionId dimension) { return quantityText(session, values.at(at), dimension); };
  switch (answer.kind) {
    case Answer::Kind::number:
      return answer.unit.empty() ? shown(answer.output, answer.dimension)
                                 : exactly(base::Rational(output() / answer.unit_scale), answer.unit);
    case Answer::Kind::percent: return exactly(base::Rational(output() * 100), "%");
    case Answer::Kind::multiple: return base::toExactString(output()) + "x";
    case Answer::Kind::truth: return sgn(output()) != 0 ? "true" : "false";
    case Answer::Kind::name: return answer.text;
    case Answer::Kind::range:
      return shown(answer.output, answer.dimension) + " .. " + shown(*answer.second, answer.dimension);
    case Answer::Kind::schedule: {
      const std::string runs = "runs " + shown(answer.output, answer.dimension);
      return answer.second ? fmt::format("{}, spans {} days", runs, exactly(values.at(*answer.second), "")) : runs;
    }
    case Answer::Kind::list: {
      std::string text;
      for (const Answer& item : answer.items) text += (text.empty() ? "" : "\n") + valueText(session, item, values);
      return text.empty() ? "nothing" : text;
    }
  }
  return {};
}

}  // namespace

std::string answerText(const Session& session, const session::AnsweredQuestion& answered) {
  const std::string& type = answered.answer.type;
  return fmt::format("{}{}\n", valueText(session, answered.answer, answered.values), type.empty() ? "" : " : " + type);
}

std::string queryText(const Session& session, const session::AnsweredQuery& answered) {
  const program::Program& program = session.program();
  const auto show = [&](const base::Rational& value, units::DimensionId dimension) {
    return session.units().show(value, dimension, program.dimensions);
  };
  const auto choose = [&](const base::Rational& value, units::DimensionId dimension) {
    const units::Units::Shown shown = session.units().choose(value, dimension, program.dimensions);
    return runtime::ShownUnit{shown.unit, value / shown.number};
  };
  std::ostringstream out;
  runtime::writeQuery(out, program, program.queries[answered.query], answered.answer, show, choose,
                      session.options().width.value_or(runtime::kUsualWidth));
  return out.str();
}

base::Rational costOf(const Session& session, program::StatementId statement) {
  base::Rational cost = 0;
  for (size_t month = 0; month < session.monthCount(); ++month) cost += session.bill(month).totalWithParts(statement);
  return cost;
}

}  // namespace smcost::query
