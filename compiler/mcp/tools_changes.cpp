// compare, diff: bills side by side, and why two differ.
#include <fmt/format.h>

#include <array>
#include <deque>
#include <sstream>

#include "compiler/mcp/schemas.h"
#include "compiler/mcp/tools.h"
#include "compiler/session/difference.h"
#include "compiler/session/owners.h"
#include "runtime/report/changes/comparison.h"
#include "runtime/report/changes/difference.h"

namespace smcost::mcp {

using session::Session;

namespace {

// More are no table.
constexpr size_t kMostBills = 20;

struct Side {
  Side(std::string name_in, session::Options options) : name(std::move(name_in)), session(std::move(options)) {}

  std::string name;
  Session session;
};

std::optional<Answer> otherCurrency(const Session& first, const Session& other) {
  if (first.bill().currency() == other.bill().currency()) return std::nullopt;
  return refusal(fmt::format("one is in {}, another in {}: amounts of two currencies are not compared", first.bill().currency(), other.bill().currency()));
}

// Scenarios of one spec, or specs.
std::optional<Answer> sidesOf(const Setting& setting, const Json& arguments, std::deque<Side>& sides) {
  if (const Json* specs = rpc::findIn(arguments, "specs")) {
    if (!specs->is_array() || specs->size() < 2 || specs->size() > kMostBills) throw Unusable{fmt::format("`specs` is a list of 2 to {} specs", kMostBills)};
    for (const Json& one : *specs) {
      if (!one.is_object()) throw Unusable{"each of `specs` has a `text` or a `path`, and may have a `name`"};
      session::Options options = specOf(setting, one);
      options.groups_beside = true;
      const std::string name = textIn(one, "name").value_or(options.text ? fmt::format("spec {}", sides.size() + 1) : textIn(one, "path").value_or(""));
      sides.emplace_back(name, std::move(options));
    }
    return std::nullopt;
  }
  session::Options options = specOf(setting, arguments);
  Session file(options);
  if (!file.check()) return refusal(file);
  std::vector<std::string> names = textsIn(arguments, "scenarios");
  if (names.empty()) names = file.comparedNames();
  if (names.size() == 1 && names.front() != check::kBaseScenario) names.insert(names.begin(), std::string(check::kBaseScenario));
  if (names.size() < 2) throw Unusable{"the spec has no scenario; `specs` compares several specs"};
  if (names.size() > kMostBills) throw Unusable{fmt::format("the most are {} scenarios", kMostBills)};
  options.scenario_checks = session::ScenarioChecks::selected;
  for (const std::string& name : names) {
    options.scenario = name;
    sides.emplace_back(name, options);
  }
  return std::nullopt;
}

}  // namespace

Json compareOutput() { return outputSchema({{"comparison", schemaOf("comparison", "#/properties/comparison")}}); }

Answer callCompare(const Setting& setting, const Json& arguments) {
  std::deque<Side> sides;
  if (auto refused = sidesOf(setting, arguments, sides)) return std::move(*refused);
  std::vector<Session*> sessions;
  for (Side& side : sides) {
    if (!side.session.evaluate()) return refusal(side.session);
    if (auto other = otherCurrency(sides.front().session, side.session)) return std::move(*other);
    sessions.push_back(&side.session);
  }
  if (!session::checkGroups(sessions)) return refusal(*sessions.back());
  std::vector<runtime::ComparedBill> bills;
  for (const Side& side : sides) bills.push_back({side.name, contextOf(side.session)});
  std::ostringstream document, text;
  runtime::writeComparison(document, bills, runtime::Format::json);
  runtime::writeComparison(text, bills, runtime::Format::text);
  Answer answer;
  answer.document = std::move(document).str();
  answer.text = std::move(text).str();
  answer.structured = {{"outcome", "answered"}, {"comparison", Json::parse(answer.document)}, {"diagnostics", diagnosticsOf(sides.front().session)}};
  return answer;
}

Json diffOutput() { return outputSchema({{"difference", schemaOf("difference", "#/properties/difference")}}); }

Answer callDiff(const Setting& setting, const Json& arguments) {
  const auto sideOf = [&](const char* which) {
    const Json* one = rpc::findIn(arguments, which);
    if (one == nullptr || !one->is_object()) throw Unusable{"`before` and `after` each have a `text` or a `path`"};
    session::Options options = specOf(setting, *one);
    options.judges_checks = false;
    options.groups_beside = true;
    return options;
  };
  Session before(sideOf("before")), after(sideOf("after"));
  if (!before.evaluate()) return refusal(before);
  if (!after.evaluate()) return refusal(after);
  if (!session::checkGroups(std::array{&before, &after})) return refusal(after);
  if (auto other = otherCurrency(before, after)) return std::move(*other);
  const runtime::Difference difference = session::differenceOf(before, after);
  std::ostringstream document, text;
  const runtime::ComparedBill first{"before", contextOf(before)}, second{"after", contextOf(after)};
  runtime::writeDifference(document, first, second, difference, runtime::Format::json);
  runtime::writeDifference(text, first, second, difference, runtime::Format::text);
  Answer answer;
  answer.document = std::move(document).str();
  answer.text = std::move(text).str();
  answer.structured = {{"outcome", "answered"}, {"difference", Json::parse(answer.document)}, {"diagnostics", diagnosticsOf(after)}};
  return answer;
}

}  // namespace smcost::mcp
