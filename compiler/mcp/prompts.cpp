#include "compiler/mcp/prompts.h"

#include <algorithm>

#include "compiler/mcp/texts.h"

namespace smcost::mcp {

using rpc::Json;

namespace {

struct Prompt {
  std::string_view name, title, about;
  std::string_view argument, argument_about, usual;   // its one argument, and what stands where it is not given
  std::string_view file;
};

constexpr Prompt kPrompts[] = {
    {"estimate_a_fine_tuning", "Estimate a fine-tuning", "What a fine-tuning, or any other job, will cost: from a description to a spec with its bill", "what",
     "what is to run: model, machine, hours, data", "a fine-tuning; ask the user for model, machine, hours and data", "estimate.md"},
    {"review_the_cost_change", "Review the cost change of this branch", "Why the specs of a branch cost more or less than before", "limit", "a change that wants an explanation", "10 %",
     "review.md"},
};

}  // namespace

Json listPrompts() {
  Json list = Json::array();
  for (const Prompt& prompt : kPrompts) {
    const Json argument = {{"name", prompt.argument}, {"description", prompt.argument_about}, {"required", false}};
    list.push_back({{"name", prompt.name}, {"title", prompt.title}, {"description", prompt.about}, {"arguments", Json::array({argument})}});
  }
  return {{"prompts", std::move(list)}};
}

Json getPrompt(const std::string& name, const Json& params) {
  const auto* found = std::find_if(std::begin(kPrompts), std::end(kPrompts), [&](const Prompt& one) { return one.name == name; });
  if (found == std::end(kPrompts)) throw rpc::Failure{rpc::Failure::kInvalidParams, "there is no prompt `" + name + "`"};
  std::string text(textOf(found->file)), value(found->usual);
  if (const Json* arguments = rpc::findIn(params, "arguments")) {
    if (rpc::findIn(*arguments, found->argument) != nullptr) value = rpc::textAt(*arguments, found->argument);
  }
  const std::string place = "{{" + std::string(found->argument) + "}}";
  if (const size_t at = text.find(place); at != std::string::npos) text.replace(at, place.size(), value);
  const Json content = {{"type", "text"}, {"text", std::move(text)}};
  return {{"description", found->about}, {"messages", Json::array({{{"role", "user"}, {"content", content}}})}};
}

}  // namespace smcost::mcp
