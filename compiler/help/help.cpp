#include "compiler/help/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/help/language.h"
#include "compiler/help/layout.h"
#include "lang/diagnostics/suggest.h"
#include "runtime/book/usage_types.h"

namespace smcost::help {

using session::Topic;

std::string summaryOf(const Topic& topic) {
  const std::string line = topic.doc.substr(0, topic.doc.find('\n'));
  return line.ends_with('.') ? line.substr(0, line.size() - 1) : line;
}

namespace {

// What the `##` comment of a meter or workload says of it; nothing when it is not among the topics.
std::string summaryOfNamed(const std::vector<Topic>& topics, std::string_view kind, const std::string& name) {
  for (const Topic& topic : topics) {
    if (topic.kind == kind && topic.name == name) return summaryOf(topic);
  }
  return {};
}

// The lines of a body with their meters; of a SKU what is known of it.
std::string describeParts(const std::vector<Topic>& topics, const Topic& topic, size_t width) {
  const bool is_sku = topic.kind == session::kSkuTopic;
  if (topic.parts.empty() && is_sku) return "Nothing is known of it but its prices.\n";
  std::vector<Row> rows, statements;
  for (const auto& [name, text] : topic.parts) {
    rows.push_back({name, text});
    if (!is_sku) rows.back().push_back(summaryOfNamed(topics, "meter", text));
  }
  for (const auto& [name, head] : topic.statements) statements.push_back({name, head, summaryOfNamed(topics, "workload", head)});
  std::string text;
  if (!rows.empty()) text += (is_sku ? "Facts\n" : "\nLines and their meters\n") + table(rows, width);
  if (!statements.empty()) text += "\nStatements that it is built of\n" + table(statements, width);
  return text;
}

std::string describe(const std::vector<Topic>& topics, const Topic& topic, size_t width) {
  std::string text = fmt::format("{} {}  ({})\n\n", topic.kind, topic.name, topic.module);
  if (topic.kind != session::kSkuTopic) text += fmt::format("{}\n\nDeclared as\n{}", topic.doc, indented(topic.signature));
  return text + describeParts(topics, topic, width);
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

std::optional<std::string> describeNamed(const std::vector<Topic>& topics, std::string_view name, size_t width) {
  if (name == kLanguageTopic) return describeLanguage(width);
  std::optional<std::string> text = describeWord(name);
  for (const Topic& topic : topics) {
    if (topic.name != name) continue;
    text = text ? *text + "\n" + describe(topics, topic, width) : describe(topics, topic, width);
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
  std::vector<std::string> names, words;
  for (const Topic& topic : topics) names.push_back(topic.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  // What the library has is asked for more often than words of the language.
  if (std::string near = diagnostics::isItNear(name, names); !near.empty()) return near;
  for (const LanguageWord& one : languageWords()) words.emplace_back(one.word);
  return diagnostics::isItNear(name, words);
}

}  // namespace smcost::help
