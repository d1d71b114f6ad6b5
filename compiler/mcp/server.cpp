#include "compiler/mcp/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/mcp/deadline.h"
#include "compiler/mcp/prompts.h"
#include "compiler/mcp/resources.h"
#include "compiler/mcp/tools.h"

namespace smcost::mcp {

namespace {

using rpc::Failure;

// The newest first.
constexpr std::array<std::string_view, 3> kVersions = {"2025-06-18", "2025-03-26", "2024-11-05"};
// An answer that takes longer is none that somebody waits for.
constexpr std::chrono::seconds kLongestCall(60);

constexpr std::string_view kInstructions =
    "Costs as a text: write a spec, let `eval` work out its exact bill. Every figure that you give comes from a tool; when one refuses, mend the spec by the fixes of "
    "its diagnostics. Say the assumptions that it lists, and what it does not include. `workload_help` says what can be written.";

Json initialize(const Json& params) {
  const std::string wanted = rpc::textAt(params, "protocolVersion");
  const bool is_known = std::find(kVersions.begin(), kVersions.end(), wanted) != kVersions.end();
  return {{"protocolVersion", is_known ? wanted : std::string(kVersions.front())},
          {"capabilities", {{"tools", Json::object()}, {"resources", Json::object()}, {"prompts", Json::object()}}},
          {"serverInfo", {{"name", "smcost"}, {"title", "smcost: exact bills of cost specs"}, {"version", SMCOST_VERSION}}},
          {"instructions", kInstructions}};
}

Json listTools() {
  Json list = Json::array();
  for (const Tool& tool : tools()) {
    list.push_back({{"name", tool.name},
                    {"title", tool.title},
                    {"description", tool.description},
                    {"inputSchema", tool.input()},
                    {"outputSchema", tool.output()},
                    {"annotations", {{"readOnlyHint", true}, {"idempotentHint", true}, {"openWorldHint", false}}}});
  }
  return {{"tools", std::move(list)}};
}

Json resultOf(const Answer& answer) {
  Json content = Json::array({{{"type", "text"}, {"text", answer.text}}});
  if (!answer.document.empty()) content.push_back({{"type", "text"}, {"text", answer.document}});
  return {{"content", std::move(content)}, {"structuredContent", answer.structured}, {"isError", answer.is_refused}};
}

// What a tool does not have is a slip that changes the answer, not something to leave out.
void refuseUnknown(const Tool& tool, const Json& arguments) {
  const Json schema = tool.input();
  const Json& known = schema["properties"];
  for (const auto& [name, value] : arguments.items()) {
    if (known.contains(name)) continue;
    std::string names;
    for (const auto& [one, about] : known.items()) names += (names.empty() ? "`" : ", `") + one + "`";
    throw Unusable{fmt::format("`{}` takes no `{}`; it takes {}", tool.name, name, names.empty() ? "nothing" : names)};
  }
}

}  // namespace

Json Server::callTool(const Json& params) {
  const std::string name = rpc::textAt(params, "name");
  const auto all = tools();
  const auto tool = std::find_if(all.begin(), all.end(), [&](const Tool& one) { return one.name == name; });
  if (tool == all.end()) throw Failure{Failure::kInvalidParams, fmt::format("there is no tool `{}`", name)};
  const Json* given = rpc::findIn(params, "arguments");
  const Json arguments = given == nullptr ? Json::object() : *given;
  if (!arguments.is_object()) throw Failure{Failure::kInvalidParams, "`arguments` is no object"};
  const Deadline deadline(kLongestCall);
  try {
    refuseUnknown(*tool, arguments);
    return resultOf(tool->call(setting_, arguments));
  } catch (const Unusable& unusable) {
    return resultOf(refusal(unusable.why));
  } catch (const base::Interrupted&) {
    if (!deadline.isOver()) throw;
    return resultOf(refusal(fmt::format("it took longer than {} s: ask for less", kLongestCall.count())));
  }
}

Json Server::request(const std::string& method, const Json& params) {
  if (method == "initialize") return initialize(params);
  if (method == "ping") return Json::object();
  if (method == "tools/list") return listTools();
  if (method == "tools/call") return callTool(params);
  if (method == "resources/list") return listResources(setting_);
  if (method == "resources/templates/list") return {{"resourceTemplates", Json::array()}};
  if (method == "resources/read") return readResource(setting_, rpc::textAt(params, "uri"));
  if (method == "prompts/list") return listPrompts();
  if (method == "prompts/get") return getPrompt(rpc::textAt(params, "name"), params);
  throw Failure{Failure::kUnknownMethod, fmt::format("there is no method `{}`", method)};
}

}  // namespace smcost::mcp
