#include "compiler/questions/axes.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/questions/asked_text.h"
#include "compiler/questions/sku_sets.h"

namespace smcost::questions {

namespace {

// Whether an error stands in the text that was given for a parameter, or nothing came of the file at all.
bool isWrongItself(const session::Session& session, const std::string& name) {
  const std::string given = fmt::format("<-p {}>", name);
  const auto& found = session.sink().all();
  return session.monthCount() == 0 || std::any_of(found.begin(), found.end(), [&](const diagnostics::Diagnostic& one) {
    return one.kind->severity == diagnostics::Severity::error && !one.span.isNone() && session.sources().file(one.span.file).name() == given;
  });
}

}  // namespace

bool isGiven(const session::Options& spec, const std::string& name) {
  return std::any_of(spec.params.begin(), spec.params.end(), [&](const auto& given) { return given.first == name; });
}

const program::Parameter* parameterNamed(const program::Program& program, const std::string& name) {
  const auto found = std::find_if(program.parameters.begin(), program.parameters.end(),
                                  [&](const program::Parameter& parameter) { return parameter.name == name; });
  return found == program.parameters.end() ? nullptr : &*found;
}

const program::Commitment* commitmentOf(const program::Program& program, const std::string& name) {
  const auto found = std::find_if(program.commitments.begin(), program.commitments.end(),
                                  [&](const program::Commitment& one) { return program::statementName(program, one.statement) + ".commitment" == name; });
  return found == program.commitments.end() ? nullptr : &*found;
}

bool isAmount(const session::Session& session, const std::string& name) {
  for (size_t i = 0; i < session.monthCount(); ++i) {
    if (commitmentOf(session.program(i), name)) return true;
  }
  return false;
}

std::string figureOf(const session::Session& session, const std::string& name) {
  return isAmount(session, name) ? name.substr(0, name.rfind('.')) + ".rate" : name;
}

std::optional<Value> valueOf(const program::Program& program, const program::Parameter& parameter, const program::ParameterValue& value) {
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  const base::Rational* number = std::get_if<base::Rational>(&value);
  if (number && parameter.kind != program::Parameter::Kind::truth) return *number;
  return program::printValue(program, parameter, value);
}

std::string show(const session::Session& session, const std::string& name, const Value& value) {
  const program::Program& program = session.program();
  const base::Rational* number = std::get_if<base::Rational>(&value);
  const program::Parameter* parameter = parameterNamed(program, name);
  if (!number) return std::get<std::string>(value);
  if (!parameter) return base::toExactString(*number);
  const base::Rational own = *number / parameter->unit_scale;
  if (base::finiteDigits(own) || parameter->unit.empty()) return program::printValue(program, *parameter, *number);
  // Another unit may have it without a fraction; `1/3 h` would be divided by hours.
  const units::Units::Shown shown = session.units().choose(*number, parameter->dimension, program.dimensions);
  if (base::finiteDigits(shown.number)) return fmt::format("{} {}", base::toExactString(shown.number), shown.unit);
  return fmt::format("{} * 1 {}", base::toExactString(own), parameter->unit);
}

std::optional<Axis> AxisReader::fail(std::string text) {
  trouble.text = std::move(text);
  return std::nullopt;
}

const program::Parameter* AxisReader::parameterOf(const std::string& text, std::string& said) {
  const size_t sign = text.find('=');
  const std::string name = trimmed(text.substr(0, sign));
  if (sign != std::string::npos) said = trimmed(text.substr(sign + 1));
  const program::Parameter* parameter = parameterNamed(session_.program(), name);
  if (parameter && parameter->kind != program::Parameter::Kind::other) return parameter;
  std::string known;
  for (const program::Parameter& one : session_.program().parameters) {
    if (name.ends_with(".commitment") && isAmount(session_, one.name)) known += fmt::format("{}`{}`", known.empty() ? "; its commitments are " : ", ", one.name);
  }
  fail(parameter ? fmt::format("nothing can be asked over `{}`: it is no number, name or word", name)
                 : fmt::format("the file has no `param` that is called `{}`{}", name, known));
  return nullptr;
}

std::optional<std::pair<base::Rational, base::Rational>> AxisReader::ends(const std::string& text) {
  std::string said;
  const program::Parameter* parameter = parameterOf(text, said);
  if (!parameter) return std::nullopt;
  const auto* range = std::get_if<program::Interval>(&parameter->domain);
  const size_t dots = findOutside(said, "..");
  if (said.empty() && range) return std::pair(range->low, range->high);
  if (dots == std::string::npos) {
    fail(fmt::format("between which values of `{0}`? `{0}=LOW..HIGH`", parameter->name));
    return std::nullopt;
  }
  const auto low = number(*parameter, said.substr(0, dots)), high = low ? number(*parameter, said.substr(dots + 2)) : std::nullopt;
  if (low && high && *low > *high) fail(fmt::format("the range of `{}` is empty: it begins above its end", parameter->name));
  return low && high && *low <= *high ? std::optional(std::pair(*low, *high)) : std::nullopt;
}

std::optional<Reach> AxisReader::reach(const std::string& text) {
  std::string said;
  const program::Parameter* parameter = parameterOf(text, said);
  const size_t dots = findOutside(said, "..");
  const bool is_whole = said.empty() && text.find('=') == std::string::npos;
  const bool goes_on = !said.empty() && dots != std::string::npos && findOutside(said, " step ") == std::string::npos;
  if (!parameter || !isAmount(session_, parameter->name) || (!is_whole && !goes_on)) {
    trouble = {};
    return std::nullopt;
  }
  if (is_whole) return Reach{parameter->name, 0, {}};
  const auto both = ends(text);
  return both ? std::optional(Reach{parameter->name, both->first, both->second}) : std::nullopt;
}

std::optional<base::Rational> AxisReader::number(const program::Parameter& parameter, const std::string& text) {
  const auto read = value(parameter.name, trimmed(text));
  const base::Rational* exact = read ? std::get_if<base::Rational>(&*read) : nullptr;
  if (read && !exact) fail(fmt::format("`{0}` has no order: `{0}={{A, B}}` lists values", parameter.name));
  return exact ? std::optional(*exact) : std::nullopt;
}

std::optional<Axis> AxisReader::read(const std::string& text) {
  std::string said;
  const program::Parameter* parameter = parameterOf(text, said);
  if (!parameter) return std::nullopt;
  const std::string& name = parameter->name;
  if (said.empty() && text.find('=') != std::string::npos) return fail(fmt::format("`{0}=` says no value: `{0}=LOW..HIGH step STEP`, or `{0}={{A, B}}`", name));
  if (said.empty()) return ofDomain(*parameter);
  if (said.size() >= 2 && said.front() == '{' && said.back() == '}') return ofList(*parameter, said.substr(1, said.size() - 2));
  if (findOutside(said, "..") != std::string::npos) return ofRange(*parameter, said);
  auto one = value(name, said);
  if (!one) return std::nullopt;
  Axis axis;
  axis.name = name;
  axis.listed = {std::move(*one)};
  axis.count = 1;
  return axis;
}

std::optional<Value> AxisReader::value(const std::string& name, const std::string& text) {
  session::Options options = spec_;
  std::erase_if(options.params, [&](const auto& given) { return given.first == name; });
  options.params.emplace_back(name, text);
  trouble.session = std::make_unique<session::Session>(std::move(options));
  // What the spec cannot do with the value is a matter of its point.
  if (!trouble.session->check() && isWrongItself(*trouble.session, name)) return std::nullopt;
  const program::Program& program = trouble.session->program();
  const program::Parameter* parameter = parameterNamed(program, name);
  auto value = parameter ? valueOf(program, *parameter, parameter->value) : std::nullopt;
  if (!value) fail(fmt::format("`{}` is nothing that `{}` can be asked at", text, name));
  else trouble.session.reset();
  return value;
}

std::optional<Axis> AxisReader::stepped(Axis axis, const base::Rational& low, const base::Rational& high, const base::Rational& step) {
  if (sgn(step) <= 0) return fail(fmt::format("the step of `{}` is not above 0", axis.name));
  if (low > high) return fail(fmt::format("the range of `{}` is empty: it begins above its end", axis.name));
  const base::Rational steps = (high - low) / step;
  if (!base::isWhole(steps)) return fail(fmt::format("the step of `{}` does not divide its range", axis.name));
  axis.first = low;
  axis.step = step;
  axis.count = steps.get_num() + 1;
  return axis;
}

std::optional<Axis> AxisReader::ofDomain(const program::Parameter& parameter) {
  Axis axis;
  axis.name = parameter.name;
  const auto list = [&](const std::vector<program::ParameterValue>& values) -> std::optional<Axis> {
    for (const program::ParameterValue& one : values) {
      if (auto value = valueOf(session_.program(), parameter, one)) axis.listed.push_back(std::move(*value));
    }
    axis.count = axis.listed.size();
    return axis;
  };
  if (const auto* range = std::get_if<program::Interval>(&parameter.domain)) {
    // Counts and multiples are whole.
    const bool is_whole = parameter.kind == program::Parameter::Kind::multiple && base::isWhole(range->low);
    if (!range->step && !is_whole) return fail(fmt::format("the range of `{0}` has no step: `{0}={1}..{2} step …`", parameter.name, show(session_, parameter.name, range->low), show(session_, parameter.name, range->high)));
    return stepped(std::move(axis), range->low, range->high, range->step.value_or(1));
  }
  if (const auto* members = std::get_if<program::Members>(&parameter.domain)) return list(members->values);
  if (std::holds_alternative<program::SkuSet>(parameter.domain)) return ofSet(std::move(axis), parameter);
  if (const auto* spread = std::get_if<program::Distribution>(&parameter.domain); spread && !spread->values.empty()) return list(spread->values);
  return fail(fmt::format("`{0}` says no range: `{0}=LOW..HIGH step STEP`, or `{0}={{A, B}}`", parameter.name));
}

std::optional<Axis> AxisReader::ofSet(Axis axis, const program::Parameter& parameter) {
  std::string why;
  auto skus = skusOf(session_, static_cast<size_t>(&parameter - session_.program().parameters.data()), why);
  if (!skus) return fail(fmt::format("which SKUs `{}` may be is not known: {}", parameter.name, why));
  if (skus->empty()) return fail(fmt::format("no SKU is in the set of `{}`", parameter.name));
  axis.listed = std::move(*skus);
  axis.count = axis.listed.size();
  axis.is_set = true;
  return axis;
}

// A step alone may lie outside of the range that the parameter has.
std::optional<base::Rational> AxisReader::stepOf(const program::Parameter& parameter, const std::string& low, const base::Rational& from,
                                                 const std::string& step) {
  if (const auto alone = value(parameter.name, step)) return std::get<base::Rational>(*alone);
  AxisTrouble own = std::move(trouble);
  trouble = {};
  const auto first = value(parameter.name, fmt::format("({}) + ({})", low, step));
  if (!first) trouble = std::move(own);
  return first ? std::optional<base::Rational>(std::get<base::Rational>(*first) - from) : std::nullopt;
}

std::optional<Axis> AxisReader::ofRange(const program::Parameter& parameter, const std::string& range) {
  const size_t dots = findOutside(range, ".."), word = findOutside(range, " step ");
  const auto low = number(parameter, range.substr(0, dots));
  if (!low) return std::nullopt;
  const auto high = number(parameter, range.substr(dots + 2, word == std::string::npos ? word : word - dots - 2));
  if (!high) return std::nullopt;
  Axis axis;
  axis.name = parameter.name;
  const auto* domain = std::get_if<program::Interval>(&parameter.domain);
  const bool is_whole = parameter.kind == program::Parameter::Kind::multiple && base::isWhole(*low);
  std::optional<base::Rational> step;
  if (word != std::string::npos) step = stepOf(parameter, trimmed(range.substr(0, dots)), *low, trimmed(range.substr(word + 6)));
  else if (domain && domain->step) step = domain->step;
  else if (is_whole) step = 1;
  if (!step && trouble.text.empty() && !trouble.session) return fail(fmt::format("the range of `{0}` has no step: `{0}={1} step …`", parameter.name, range));
  return step ? stepped(std::move(axis), *low, *high, *step) : std::nullopt;
}

std::optional<Axis> AxisReader::ofList(const program::Parameter& parameter, const std::string& list) {
  Axis axis;
  axis.name = parameter.name;
  for (const std::string& text : listOf(list)) {
    auto one = value(parameter.name, text);
    if (!one) return std::nullopt;
    if (std::find(axis.listed.begin(), axis.listed.end(), *one) != axis.listed.end()) {
      return fail(fmt::format("`{}` stands twice among the values of `{}`", text, parameter.name));
    }
    axis.listed.push_back(std::move(*one));
  }
  axis.count = axis.listed.size();
  return axis;
}

}  // namespace smcost::questions
