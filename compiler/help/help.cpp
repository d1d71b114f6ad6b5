#include "compiler/help/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/diagnostics/suggest.h"
#include "runtime/book/usage_types.h"

namespace smcost::help {

using session::Topic;

std::string summaryOf(const Topic& topic) {
  const std::string line = topic.doc.substr(0, topic.doc.find('\n'));
  return line.ends_with('.') ? line.substr(0, line.size() - 1) : line;
}

namespace {

std::string describe(const Topic& topic) {
  std::string text = fmt::format("{} {}  ({})\n\n{}\n\nDeclared as\n", topic.kind, topic.name, topic.module, topic.doc);
  size_t begin = 0;
  while (begin <= topic.signature.size()) {
    const size_t end = std::min(topic.signature.find('\n', begin), topic.signature.size());
    text += "  " + topic.signature.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return text;
}

}  // namespace

std::string describeWorkloads(const std::vector<Topic>& topics) {
  size_t width = 0;
  for (const Topic& topic : topics) {
    if (topic.kind == "workload") width = std::max(width, topic.name.size());
  }
  std::string text, module;
  for (const Topic& topic : topics) {
    if (topic.kind != "workload") continue;
    if (topic.module != module) text += (module.empty() ? "" : "\n") + topic.module + "\n";
    module = topic.module;
    text += fmt::format("  {:{}}  {}\n", topic.name, width, summaryOf(topic));
  }
  return text;
}

std::optional<std::string> describeNamed(const std::vector<Topic>& topics, std::string_view name) {
  std::optional<std::string> text;
  for (const Topic& topic : topics) {
    if (topic.name != name) continue;
    text = text ? *text + "\n" + describe(topic) : describe(topic);
  }
  return text;
}

std::optional<std::string> describeUsageType(const std::vector<program::PriceList>& lists, std::string_view usage_type) {
  for (const program::PriceList& list : lists) {
    const book::UsageMeaning meaning = book::UsageTypes(list).find(usage_type);
    if (meaning.isUnknown()) continue;
    std::string text = fmt::format("usage type {}  (price list {})\n\n", usage_type, list.name);
    if (meaning.ignored) return text + fmt::format("no price of the library: {}\n", meaning.ignored->reason);
    const auto unit = std::find_if(list.units.begin(), list.units.end(), [&](const auto& one) { return one.name == meaning.usage->unit; });
    const std::string key = meaning.key.empty() ? "" : fmt::format("({})", meaning.key);
    text += fmt::format("meter {}{} in {}{}{}\n", meaning.usage->meter, key, meaning.region->name, meaning.region->title.empty() ? "" : ", ",
                        meaning.region->title);
    if (meaning.usage->is_free) return text + "free of charge\n";
    return text + fmt::format("priced per {}, which the list calls {}\n", unit == list.units.end() ? "?" : unit->unit, meaning.usage->unit);
  }
  return std::nullopt;
}

std::string meantInstead(const std::vector<Topic>& topics, const std::string& name) {
  std::vector<std::string> names;
  for (const Topic& topic : topics) names.push_back(topic.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return diagnostics::isItNear(name, names);
}

}  // namespace smcost::help
