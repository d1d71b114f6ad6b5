#include "compiler/mcp/resources.h"

#include "compiler/help/help.h"
#include "compiler/mcp/prices.h"
#include "compiler/mcp/texts.h"
#include "compiler/session/topics.h"

namespace smcost::mcp {

namespace {

constexpr const char* kLanguage = "smcost://language";
constexpr const char* kPrices = "smcost://prices";
constexpr std::string_view kWorkload = "smcost://workload/";
constexpr size_t kWidth = 100;
constexpr int kNoResource = -32002;

std::vector<session::Topic> topicsOf(const Setting& setting) {
  session::Options options = setting.options;
  options.files = setting.files;
  source::SourceManager sources;
  diagnostics::Sink sink;
  return session::topics(options, sources, sink);
}

Json resource(std::string uri, std::string name, std::string about, const char* type) {
  return {{"uri", std::move(uri)}, {"name", std::move(name)}, {"description", std::move(about)}, {"mimeType", type}};
}

}  // namespace

Json listResources(const Setting& setting) {
  Json list = Json::array({resource(kLanguage, "language", "the language of cost specs, whole", "text/markdown"),
                           resource(kPrices, "prices", "which price books there are, of which day and source", "text/plain")});
  for (const session::Topic& topic : topicsOf(setting)) {
    if (topic.kind == "workload") list.push_back(resource(std::string(kWorkload) + topic.name, topic.name, help::summaryOf(topic), "text/plain"));
  }
  return {{"resources", std::move(list)}};
}

Json readResource(const Setting& setting, const std::string& uri) {
  std::string text;
  const char* type = "text/plain";
  if (uri == kLanguage) {
    text = textOf("README.md");
    type = "text/markdown";
  } else if (uri == kPrices) {
    session::Options options = setting.options;
    options.files = setting.files;
    options.path = setting.root + "/spec.smcost";
    text = bookHeads(options);
  } else if (uri.starts_with(kWorkload)) {
    text = help::describeNamed(topicsOf(setting), uri.substr(kWorkload.size()), kWidth).value_or("");
  }
  if (text.empty()) throw rpc::Failure{kNoResource, "there is no resource `" + uri + "`"};
  return {{"contents", {{{"uri", uri}, {"mimeType", type}, {"text", std::move(text)}}}}};
}

}  // namespace smcost::mcp
