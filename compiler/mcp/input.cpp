#include "compiler/mcp/input.h"

#include <fmt/format.h>

#include <filesystem>

#include "compiler/load/library_cache.h"

namespace smcost::mcp {

std::optional<std::string> textIn(const Json& arguments, std::string_view name) {
  const Json* found = rpc::findIn(arguments, name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_string()) throw Unusable{fmt::format("`{}` is a text", name)};
  return found->get<std::string>();
}

std::vector<std::string> textsIn(const Json& arguments, std::string_view name) {
  std::vector<std::string> texts;
  const Json* found = rpc::findIn(arguments, name);
  if (found == nullptr) return texts;
  if (!found->is_array()) throw Unusable{fmt::format("`{}` is a list of texts", name)};
  for (const Json& one : *found) {
    if (!one.is_string()) throw Unusable{fmt::format("`{}` is a list of texts", name)};
    texts.push_back(one.get<std::string>());
  }
  return texts;
}

std::optional<uint64_t> numberIn(const Json& arguments, std::string_view name, uint64_t most) {
  const Json* found = rpc::findIn(arguments, name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_number_unsigned() || found->get<uint64_t>() > most) throw Unusable{fmt::format("`{}` is a whole number up to {}", name, most)};
  return found->get<uint64_t>();
}

session::Options specOf(const Setting& setting, const Json& arguments) {
  session::Options options = setting.options;
  options.files = setting.files;
  options.library_cache = setting.library_cache;
  const std::optional<std::string> text = textIn(arguments, "text"), path = textIn(arguments, "path");
  if (text.has_value() == path.has_value()) throw Unusable{"a spec is given as its `text`, or as the `path` of a file below the root: one of the two"};
  if (text && text->size() > kMostTextBytes) throw Unusable{fmt::format("the text has {} bytes; the most are {}", text->size(), kMostTextBytes)};
  if (text) {
    options.text = text;
    options.directory = setting.root;
  } else {
    options.path = (std::filesystem::path(setting.root) / *path).lexically_normal().string();
  }
  if (auto period = textIn(arguments, "period")) options.period = std::move(period);
  if (auto region = textIn(arguments, "region")) options.region = std::move(region);
  if (auto scenario = textIn(arguments, "scenario")) options.scenario = std::move(scenario);
  if (const Json* params = rpc::findIn(arguments, "params")) {
    if (!params->is_object()) throw Unusable{"`params` has a text for each parameter: {\"hours\": \"3 h\"}"};
    for (const auto& [name, value] : params->items()) {
      if (!value.is_string()) throw Unusable{fmt::format("the parameter `{}` is a text, with its unit: \"3 h\"", name)};
      options.params.emplace_back(name, value.get<std::string>());
    }
  }
  return options;
}

Json textSchema(const char* description) { return {{"type", "string"}, {"description", description}}; }
Json textsSchema(const char* description) { return {{"type", "array"}, {"items", {{"type", "string"}}}, {"description", description}}; }

Json specSchema() {
  return {{"type", "object"},
          {"properties",
           {{"text", textSchema("the spec itself")},
            {"path", textSchema("in place of it, a file below the root")},
            {"period", textSchema("in place of what the spec says: 2025-03, 2025-03..2025-05, 30 days, average")},
            {"region", textSchema("in place of what the spec says")},
            {"scenario", textSchema("of the spec; without one it is billed as written")},
            {"params", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}, {"description", "values of its `param`s, with their units"}}}}},
          {"additionalProperties", false}};
}

}  // namespace smcost::mcp
