// smcost_evaluate: columns of numbers and texts in, figures of 64 bits out.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/library/boundary.h"
#include "compiler/questions/axes.h"

struct smcost_rest {
  size_t points = 0;
  std::map<std::pair<size_t, size_t>, std::string> values;   // by figure and point
  std::map<size_t, std::string> reasons;                     // by point
};

namespace smcost::library {

namespace {

using Kind = program::Parameter::Kind;

static_assert(sizeof(long) == sizeof(int64_t), "GMP takes and gives 64 bits");

[[noreturn]] void complain(std::string what) { throw Ended{SMCOST_USAGE, std::move(what)}; }

bool needsNoUnit(const session::Session& session, const program::Parameter& parameter) {
  if (parameter.kind == Kind::multiple || parameter.dimension == units::kNoDimension) return parameter.kind != Kind::percent;
  const units::Dimensions& dimensions = session.program().dimensions;
  const std::vector<units::Factor>& factors = dimensions.factors(parameter.dimension);
  return factors.size() == 1 && factors[0].exponent == 1 && dimensions.baseName(factors[0].base).starts_with("Count[");
}

// Base units in one of the unit.
base::Rational scaleOf(const session::Session& session, const program::Parameter& parameter, const char* unit) {
  if (parameter.kind != Kind::number && parameter.kind != Kind::percent && parameter.kind != Kind::multiple) {
    complain(fmt::format("`{}` is no number: its values are given as texts", parameter.name));
  }
  if (unit == nullptr) {
    if (needsNoUnit(session, parameter)) return 1;
    complain(fmt::format("the numbers of `{}` have no unit, such as `{}`", parameter.name, parameter.unit));
  }
  if (unit == parameter.unit) return parameter.unit_scale;
  const units::Units& units = session.units();
  if (const units::UnitExpr* known = units.known(unit); known && known->dimension == parameter.dimension) return known->scale;
  const auto found = units.find(unit);
  if (found && units[*found].dimension == parameter.dimension) return units[*found].scale;
  complain(fmt::format("`{}` is no unit of `{}`, which stands in `{}`", unit, parameter.name, parameter.unit));
}

// Whether a number is what its parameter is declared to be.
bool mayBe(const program::Domain& domain, const base::Rational& number) {
  using Spread = program::Distribution::Kind;
  const auto among = [&](const std::vector<program::ParameterValue>& values) {
    return std::find(values.begin(), values.end(), program::ParameterValue(number)) != values.end();
  };
  if (const auto* range = std::get_if<program::Interval>(&domain)) {
    return range->low <= number && number <= range->high && (!range->step || base::isWhole((number - range->low) / *range->step));
  }
  if (const auto* members = std::get_if<program::Members>(&domain)) return among(members->values);
  const auto* spread = std::get_if<program::Distribution>(&domain);
  if (spread == nullptr || spread->kind == Spread::normal) return true;
  if (spread->kind == Spread::choice) return among(spread->values);
  return spread->kind == Spread::lognormal ? sgn(number) > 0 : spread->low <= number && number <= spread->high;
}

// What the language says of it as a text, which is an end.
void holdAgainst(Spec& spec, const session::Session& session, const program::Parameter& parameter, const base::Rational& number) {
  questions::AxisReader reader(spec.options(), session);
  if (reader.value(parameter.name, questions::show(session, parameter.name, number))) return;
  if (reader.trouble.session) spec.end(*reader.trouble.session);
  complain(reader.trouble.text);
}

questions::Column numbersOf(Spec& spec, const session::Session& session, const program::Parameter& parameter, const smcost_column& column, size_t points) {
  if (column.numerators == nullptr && points > 0) complain(fmt::format("`{}` has no values", parameter.name));
  const base::Rational scale = scaleOf(session, parameter, column.unit);
  questions::Column values;
  values.reserve(points);
  for (size_t point = 0; point < points; ++point) {
    base::Rational value(column.numerators[point]);
    if (column.denominators != nullptr) {
      if (column.denominators[point] <= 0) complain(fmt::format("the denominator of `{}` at point {} is not above 0", parameter.name, point));
      value.get_den() = column.denominators[point];
      value.canonicalize();
    }
    value *= scale;
    if (!mayBe(parameter.domain, value)) holdAgainst(spec, session, parameter, value);
    values.emplace_back(std::move(value));
  }
  return values;
}

questions::Column textsOf(Spec& spec, Spec::Asked& asked, const smcost_column& column, size_t points) {
  questions::AxisReader reader(spec.options(), *asked.session);
  questions::Column values;
  values.reserve(points);
  for (size_t point = 0; point < points; ++point) {
    if (column.texts[point] == nullptr) complain(fmt::format("`{}` has no value at point {}", column.parameter, point));
    const std::pair<std::string, std::string> key(column.parameter, column.texts[point]);
    auto known = asked.values.find(key);
    if (known == asked.values.end()) {
      base::checkInterrupt();
      auto value = reader.value(key.first, key.second);
      if (!value && reader.trouble.session) spec.end(*reader.trouble.session);
      if (!value) complain(reader.trouble.text);
      known = asked.values.emplace(key, std::move(*value)).first;
    }
    values.push_back(known->second);
  }
  return values;
}

std::vector<questions::Column> columnsOf(Spec& spec, Spec::Asked& asked, const smcost_column* columns, size_t count, size_t points) {
  std::vector<questions::Column> all;
  const auto& given = spec.options().params;
  for (size_t i = 0; i < count; ++i) {
    const std::string name = columns[i].parameter;
    const program::Parameter* parameter = questions::parameterNamed(asked.session->program(), name);
    if (parameter == nullptr) complain(fmt::format("the spec has no `param` that is called `{}`", name));
    if (parameter->kind == Kind::other) complain(fmt::format("nothing can be asked over `{}`: it is no number, name or word", name));
    if (std::count(asked.variables.begin(), asked.variables.end(), name) > 1) complain(fmt::format("`{}` has two columns", name));
    if (std::any_of(given.begin(), given.end(), [&](const auto& one) { return one.first == name; })) complain(fmt::format("`{}` is given, and has a column", name));
    all.push_back(columns[i].texts != nullptr ? textsOf(spec, asked, columns[i], points) : numbersOf(spec, *asked.session, *parameter, columns[i], points));
  }
  return all;
}

// What the caller gives the answers in.
struct Buffers {
  size_t points, figures;
  int64_t *numerators, *denominators;
  uint8_t* status;
};

void put(const Buffers& buffers, const questions::Answers& answers, size_t row, size_t point, smcost_rest& rest) {
  bool fits = true;
  const bool failed = answers.failed(row);
  for (size_t figure = 0; figure < buffers.figures; ++figure) {
    const base::Rational& value = answers.figures[figure][row];
    const size_t at = figure * buffers.points + point;
    const bool has = !failed && value.get_num().fits_slong_p() && value.get_den().fits_slong_p();
    buffers.numerators[at] = has ? value.get_num().get_si() : 0;
    buffers.denominators[at] = has ? value.get_den().get_si() : 0;
    if (has || failed) continue;
    fits = false;
    rest.values.emplace(std::pair(figure, point), value.get_str());
  }
  if (failed) rest.reasons.emplace(point, answers.reason(row));
  buffers.status[point] = failed ? SMCOST_POINT_WITHOUT_BILL : fits ? SMCOST_POINT_FINE : SMCOST_POINT_LARGE;
}

std::vector<questions::Column> slice(const std::vector<questions::Column>& columns, size_t begin, size_t end) {
  std::vector<questions::Column> some;
  for (const questions::Column& column : columns) some.emplace_back(column.begin() + static_cast<std::ptrdiff_t>(begin), column.begin() + static_cast<std::ptrdiff_t>(end));
  return some;
}

Ended evaluate(Spec& spec, const smcost_column* columns, size_t count, const Buffers& buffers, const std::vector<std::string>& figures, smcost_rest** rest) {
  std::vector<std::string> names;
  for (size_t i = 0; i < count; ++i) {
    if (columns[i].parameter == nullptr) complain("a column has no parameter");
    names.emplace_back(columns[i].parameter);
  }
  Spec::Asked& asked = spec.asked(names, figures);
  const std::vector<questions::Column> all = columnsOf(spec, asked, columns, count, buffers.points);
  auto left = std::make_unique<smcost_rest>();
  left->points = buffers.points;
  for (size_t begin = 0; begin < buffers.points; begin += questions::kBlock) {
    base::checkInterrupt();
    const size_t end = std::min<size_t>(buffers.points, begin + questions::kBlock);
    // Without variables a function has one point.
    const questions::Answers answers = asked.function->at(slice(all, begin, end));
    for (size_t point = begin; point < end; ++point) put(buffers, answers, count == 0 ? 0 : point - begin, point, *left);
  }
  if (!left->values.empty() || !left->reasons.empty()) *rest = left.release();
  return {SMCOST_FINE, spec.saidBy(*asked.session)};
}

}  // namespace

}  // namespace smcost::library

using namespace smcost;

extern "C" {

int smcost_evaluate(smcost_spec* spec, const smcost_column* columns, size_t column_count, size_t points, const char* const* figures,
                    size_t figure_count, int64_t* numerators, int64_t* denominators, uint8_t* status, smcost_rest** rest, char** said) noexcept {
  if (rest == nullptr) return SMCOST_USAGE;
  *rest = nullptr;
  return library::call(spec, said, [&](library::Spec& one) {
    if ((column_count > 0 && columns == nullptr) || (figure_count > 0 && figures == nullptr)) library::complain("columns or figures are missing");
    if (figure_count == 0) library::complain("no figure is asked for");
    std::vector<std::string> wanted;
    for (size_t i = 0; i < figure_count; ++i) {
      if (figures[i] == nullptr) library::complain("a figure is missing");
      wanted.emplace_back(figures[i]);
    }
    if (points > 0 && (numerators == nullptr || denominators == nullptr || status == nullptr)) library::complain("a buffer is missing");
    return library::evaluate(one, columns, column_count, {points, figure_count, numerators, denominators, status}, wanted, rest);
  });
}

const char* smcost_rest_value(const smcost_rest* rest, size_t figure, size_t point) noexcept {
  if (rest == nullptr) return nullptr;
  const auto found = rest->values.find({figure, point});
  return found == rest->values.end() ? nullptr : found->second.c_str();
}

const char* smcost_rest_reason(const smcost_rest* rest, size_t point) noexcept {
  if (rest == nullptr) return nullptr;
  const auto found = rest->reasons.find(point);
  return found == rest->reasons.end() ? nullptr : found->second.c_str();
}

void smcost_rest_free(smcost_rest* rest) noexcept { delete rest; }

}  // extern "C"
