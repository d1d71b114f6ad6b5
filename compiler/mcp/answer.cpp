#include "compiler/mcp/answer.h"

#include <fmt/format.h>

#include "lang/diagnostics/render.h"
#include "runtime/bill/bill.h"
#include "runtime/report/figures.h"

namespace smcost::mcp {

using session::Session;

Json diagnosticsOf(const Session& session) {
  diagnostics::RenderOptions style;
  style.style = diagnostics::Style::json;
  return Json::parse(diagnostics::render(session.sink(), session.sources(), style));
}

Answer refusal(const Session& session) {
  Answer answer;
  diagnostics::RenderOptions style;
  answer.text = "There is no bill. What is wrong with the text, and how it is mended:\n" + diagnostics::render(session.sink(), session.sources(), style);
  answer.structured = {{"outcome", "refused"}, {"exit_code", static_cast<int>(session.exitCode())}, {"diagnostics", diagnosticsOf(session)}};
  answer.is_refused = true;
  return answer;
}

Answer refusal(const std::string& why) {
  Answer answer;
  answer.text = why;
  answer.structured = {{"outcome", "refused"}, {"why", why}, {"diagnostics", Json::array()}};
  answer.is_refused = true;
  return answer;
}

runtime::ReportContext contextOf(const Session& session) {
  runtime::ReportContext context = session.reportContext();
  context.checks = session.checks();
  return context;
}

Json amountOf(const base::Rational& amount, const std::string& currency) {
  return {{"exact", base::toExactString(amount)}, {"shown", runtime::money(amount, runtime::kUsualDigits)}, {"currency", currency}};
}

Json assumptionsOf(const Session& session) {
  const runtime::ReportContext context = session.reportContext();
  const program::Program& program = session.program();
  Json found = Json::array();
  const auto add = [&](const char* what, const std::string& value, bool is_assumed) {
    if (!value.empty()) found.push_back({{"what", what}, {"value", value}, {"assumed", is_assumed}});
  };
  add("period", fmt::format("{}, {} h", runtime::periodName(context), base::toShown(runtime::periodHours(context), 6)), program.period.assumed);
  add("region", std::string(program.names.text(program.region)), program.region_assumed);
  add("edition", runtime::editionText(context), false);
  add("library", runtime::libraryText(program), false);
  add("scenario", context.scenario, false);
  return found;
}

Json amountSchema() {
  const Json text = {{"type", "string"}};
  return {{"type", "object"}, {"required", {"exact", "shown", "currency"}}, {"properties", {{"exact", text}, {"shown", text}, {"currency", text}}}};
}

Json assumptionsSchema() {
  const Json text = {{"type", "string"}};
  return {{"type", "array"},
          {"description", "what the answer stands on; `assumed`: nobody said it"},
          {"items", {{"type", "object"}, {"required", {"what", "value", "assumed"}}, {"properties", {{"what", text}, {"value", text}, {"assumed", {{"type", "boolean"}}}}}}}};
}

Json outputSchema(Json members) {
  members["outcome"] = {{"enum", {"answered", "check_failed", "refused"}}, {"description", "refused: there is no answer; the diagnostics say how the text is mended"}};
  members["exit_code"] = {{"type", "integer"}, {"description", "of the command line"}};
  members["why"] = {{"type", "string"}};
  members["diagnostics"] = {{"type", "array"}, {"items", {{"type", "object"}, {"required", {"code", "severity", "message", "hints", "fixes"}}}}};
  return {{"type", "object"}, {"required", {"outcome", "diagnostics"}}, {"properties", std::move(members)}};
}

}  // namespace smcost::mcp
