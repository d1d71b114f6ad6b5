#include "lang/program/parameters.h"

#include <fmt/format.h>

#include <utility>

#include "lang/program/program.h"

namespace smcost::program {

namespace {

constexpr std::pair<std::string_view, Distribution::Kind> kDistributions[] = {{"uniform", Distribution::Kind::uniform},
                                                                              {"normal", Distribution::Kind::normal},
                                                                              {"lognormal", Distribution::Kind::lognormal},
                                                                              {"triangular", Distribution::Kind::triangular},
                                                                              {"choice", Distribution::Kind::choice}};

std::string printNumber(const Parameter& parameter, const base::Rational& value) {
  if (parameter.kind == Parameter::Kind::truth) return value == 0 ? "false" : "true";
  const std::string number = base::toExactString(value / parameter.unit_scale);
  const bool is_closed = parameter.unit.empty() || parameter.kind == Parameter::Kind::multiple;
  return fmt::format("{}{}{}", number, is_closed ? "" : " ", parameter.unit);
}

// What stands behind the value.
class DomainPrinter {
 public:
  DomainPrinter(const Program& program, const Parameter& parameter) : program_(program), parameter_(parameter) {}

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const Steps& steps) const { return " step " + printNumber(parameter_, steps.step); }
  std::string operator()(const Interval& range) const {
    return " in " + ends(range.low, range.high) + (range.step ? (*this)(Steps{*range.step}) : "");
  }
  std::string operator()(const Members& members) const {
    std::string out = " in {";
    for (size_t i = 0; i < members.values.size(); ++i) out += (i == 0 ? " " : ", ") + printValue(program_, parameter_, members.values[i]);
    return out + " }";
  }
  std::string operator()(const SkuSet& set) const {
    const SkuQuery& query = program_.sku_sets[set.query];
    return fmt::format(" in skus where …, {} of {} by what is known without prices", query.rows.size(), program_.facts.skus.size());
  }
  std::string operator()(const Distribution& spread) const {
    std::string out = fmt::format(" ~ {} ", distributionName(spread.kind));
    if (spread.kind != Distribution::Kind::choice) {
      out += ends(spread.low, spread.high);
      if (spread.peak) out += " peak " + printNumber(parameter_, *spread.peak);
      return out + (*this)(Steps{spread.step});
    }
    for (size_t i = 0; i < spread.values.size(); ++i) {
      out += fmt::format("{} {} {}", i == 0 ? "{" : ",", printValue(program_, parameter_, spread.values[i]), spread.weights[i]);
    }
    return out + " }";
  }

 private:
  std::string ends(const base::Rational& low, const base::Rational& high) const {
    return fmt::format("{}..{}", printNumber(parameter_, low), printNumber(parameter_, high));
  }

  const Program& program_;
  const Parameter& parameter_;
};

std::string typeOf(const Program& program, const Parameter& parameter) {
  using Kind = Parameter::Kind;
  switch (parameter.kind) {
    case Kind::number: return program.dimensions.show(parameter.dimension);
    case Kind::percent: return "percentage";
    case Kind::multiple: return "Multiple";
    case Kind::truth: return "Bool";
    case Kind::sku: return "Sku";
    case Kind::word: return std::string(program.names.text(std::get<WordName>(parameter.value).words));
    case Kind::region: return "Region";
    case Kind::other: break;
  }
  return "?";
}

}  // namespace

std::string_view distributionName(Distribution::Kind kind) {
  for (const auto& [name, known] : kDistributions) {
    if (known == kind) return name;
  }
  return {};
}

std::optional<Distribution::Kind> distributionNamed(std::string_view name) {
  for (const auto& [known, kind] : kDistributions) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

std::string printValue(const Program& program, const Parameter& parameter, const ParameterValue& value) {
  if (const auto* number = std::get_if<base::Rational>(&value)) return printNumber(parameter, *number);
  if (const auto* key = std::get_if<KeyId>(&value)) return program.keys[key->value].text;
  if (const auto* word = std::get_if<WordName>(&value)) return std::string(program.names.text(word->word));
  if (const auto* region = std::get_if<RegionName>(&value)) return std::string(program.names.text(region->region));
  return "?";
}

std::string print(const Program& program, const Parameter& parameter) {
  return fmt::format("{} : {} = {}{}", parameter.name, typeOf(program, parameter), printValue(program, parameter, parameter.value),
                     std::visit(DomainPrinter(program, parameter), parameter.domain));
}

}  // namespace smcost::program
