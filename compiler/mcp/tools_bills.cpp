// eval, check, explain: what a spec costs, whether it is sound, and why a line costs what it does.
#include <fmt/format.h>

#include <sstream>

#include "compiler/mcp/schemas.h"
#include "compiler/mcp/tools.h"
#include "lang/diagnostics/suggest.h"
#include "runtime/report/bill/write.h"
#include "runtime/report/explain/explain.h"
#include "runtime/report/figures.h"

namespace smcost::mcp {

using session::ExitCode;
using session::Session;

namespace {

std::string listOf(const Json& assumptions) {
  std::string text;
  for (const Json& one : assumptions) {
    text += fmt::format("{}{} {}{}", text.empty() ? "" : "; ", one["what"].get<std::string>(), one["value"].get<std::string>(), one["assumed"].get<bool>() ? " (assumed)" : "");
  }
  return text;
}

}  // namespace

Json evalOutput() {
  const Json texts = {{"type", "array"}, {"items", {{"type", "string"}}}};
  return outputSchema({{"total", amountSchema()}, {"payable", amountSchema()}, {"assumptions", assumptionsSchema()}, {"not_included", texts}, {"bill", schemaOf("bill", "#/properties/bill")}});
}

Answer callEval(const Setting& setting, const Json& arguments) {
  Session session(specOf(setting, arguments));
  if (!session.evaluate()) return refusal(session);
  const runtime::ReportContext context = contextOf(session);
  const std::string currency = session.bill().currency();
  std::ostringstream document;
  runtime::writeReport(document, context, runtime::Format::json);
  Answer answer;
  answer.document = std::move(document).str();
  const bool is_kept = session.exitCode() == ExitCode::fine;
  const std::vector<std::string> not_included = runtime::notIncluded(context);
  const Json assumptions = assumptionsOf(session);
  answer.structured = {{"outcome", is_kept ? "answered" : "check_failed"}, {"exit_code", static_cast<int>(session.exitCode())},
                       {"total", amountOf(runtime::total(context), currency)}, {"payable", amountOf(runtime::payable(context), currency)},
                       {"assumptions", assumptions}, {"not_included", not_included}, {"bill", Json::parse(answer.document)}, {"diagnostics", diagnosticsOf(session)}};
  const Json& total = answer.structured["total"];
  answer.text = fmt::format("total {} {} (exactly {})\n{}\n", total["shown"].get<std::string>(), currency, total["exact"].get<std::string>(), listOf(assumptions));
  if (!not_included.empty()) answer.text += "not included: " + runtime::joined(not_included) + "\n";
  for (const diagnostics::Diagnostic& one : session.sink().all()) answer.text += fmt::format("{}\n", one.message);
  return answer;
}

Answer callCheck(const Setting& setting, const Json& arguments) {
  Session session(specOf(setting, arguments));
  if (!session.checkAll()) return refusal(session);
  Answer answer;
  answer.text = "The spec is sound; whether each price is there only `eval` says.\n";
  answer.structured = {{"outcome", "answered"}, {"exit_code", static_cast<int>(session.exitCode())}, {"diagnostics", diagnosticsOf(session)}};
  return answer;
}

Json explainOutput() { return outputSchema({{"explanation", {{"type", "string"}}}, {"assumptions", assumptionsSchema()}}); }

Answer callExplain(const Setting& setting, const Json& arguments) {
  const std::string line = textIn(arguments, "line").value_or("");
  Json spec = arguments;
  spec.erase("line");
  Session session(specOf(setting, spec));
  if (!session.evaluate()) return refusal(session);
  std::ostringstream text;
  if (!runtime::writeExplain(text, session.reportContext(), line)) {
    diagnostics::suggest(session.sink().report({}, diagnostics::kinds::unknown_name, line), {}, line, runtime::explainNames(session.bill()));
    return refusal(session);
  }
  Answer answer;
  answer.text = std::move(text).str();
  answer.structured = {{"outcome", "answered"}, {"explanation", answer.text}, {"assumptions", assumptionsOf(session)}, {"diagnostics", diagnosticsOf(session)}};
  return answer;
}

}  // namespace smcost::mcp
