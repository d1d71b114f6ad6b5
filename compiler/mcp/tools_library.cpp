// workload_help, skus, prices_show: what the library and the price books have.
#include <fmt/format.h>

#include "compiler/help/help.h"
#include "compiler/mcp/prices.h"
#include "compiler/mcp/tools.h"
#include "compiler/query/answer_text.h"
#include "compiler/session/interactive.h"
#include "compiler/session/topics.h"

namespace smcost::mcp {

namespace {

constexpr size_t kWidth = 100;

session::Options libraryOptions(const Setting& setting) {
  session::Options options = setting.options;
  options.files = setting.files;
  options.library_cache = setting.library_cache;
  options.directory = setting.root;
  return options;
}

}  // namespace

Json textOutput() { return outputSchema({{"text", {{"type", "string"}}}}); }

Answer callWorkloadHelp(const Setting& setting, const Json& arguments) {
  const std::string name = textIn(arguments, "name").value_or("");
  source::SourceManager sources;
  diagnostics::Sink sink;
  const std::vector<session::Topic> topics = session::topics(libraryOptions(setting), sources, sink);
  std::string text = name.empty() ? help::describeWorkloads(topics) : help::describeNamed(topics, name, kWidth).value_or("");
  if (text.empty()) {
    const std::string meant = help::meantInstead(topics, name);
    return refusal(fmt::format("nothing is called `{}`{}", name, meant.empty() ? "" : "; " + meant));
  }
  Answer answer;
  answer.text = std::move(text);
  answer.structured = {{"outcome", "answered"}, {"text", answer.text}, {"diagnostics", Json::array()}};
  return answer;
}

Answer callSkus(const Setting& setting, const Json& arguments) {
  const std::string where = textIn(arguments, "where").value_or(""), by = textIn(arguments, "by").value_or("");
  if (where.empty()) throw Unusable{"`where` is a condition on facts and prices: \"gpus >= 4 and memory >= 100 GiB\""};
  for (const std::string* text : {&where, &by}) {
    if (text->find_first_of("\r\n;{}") != std::string::npos) throw Unusable{"a condition is one line"};
  }
  session::Options options = libraryOptions(setting);
  if (auto region = textIn(arguments, "region")) options.region = std::move(region);
  session::Interactive dialogue(std::move(options));
  const session::Reply reply = dialogue.submit("skus where " + where + (by.empty() ? "" : " by " + by));
  if (!reply.is_accepted) return refusal(*reply.session);
  Answer answer;
  for (const session::AnsweredQuery& query : reply.session->queries()) answer.text += query::queryText(*reply.session, query);
  answer.structured = {{"outcome", "answered"}, {"text", answer.text}, {"diagnostics", diagnosticsOf(*reply.session)}};
  return answer;
}

Json pricesOutput() {
  const Json row = {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
  return outputSchema({{"rows", {{"type", "array"}, {"items", row}}}, {"left_off", {{"type", "boolean"}, {"description", "there are more rows"}}}, {"book", {{"type", "string"}}}});
}

Answer callPricesShow(const Setting& setting, const Json& arguments) {
  PricesWanted wanted{textIn(arguments, "meter").value_or(""), textIn(arguments, "key").value_or(""), textIn(arguments, "region"), textIn(arguments, "day")};
  session::Options options = libraryOptions(setting);
  options.path = setting.root + "/spec.smcost";
  return pricesOf(options, wanted);
}

}  // namespace smcost::mcp
