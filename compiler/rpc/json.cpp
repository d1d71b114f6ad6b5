#include "compiler/rpc/json.h"

#include <fmt/format.h>

#include <algorithm>

namespace smcost::rpc {

namespace {

size_t depthOf(std::string_view text) {
  size_t depth = 0, most = 0;
  bool is_string = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_string) {
      if (c == '\\') ++at;
      else if (c == '"') is_string = false;
    } else if (c == '"') {
      is_string = true;
    } else if (c == '{' || c == '[') {
      most = std::max(most, ++depth);
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return most;
}

}  // namespace

std::optional<Json> parse(const std::string& text, std::string& why) {
  if (depthOf(text) > kMostDepth) {
    why = fmt::format("nested deeper than {}", kMostDepth);
    return std::nullopt;
  }
  try {
    return Json::parse(text);
  } catch (const Json::exception& exception) {
    why = exception.what();
    return std::nullopt;
  }
}

const Json* findIn(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(std::string(name));
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

const Json& member(const Json& object, std::string_view name) {
  const Json* found = findIn(object, name);
  if (found == nullptr) throw Failure{Failure::kInvalidParams, fmt::format("`{}` is missing", name)};
  return *found;
}

std::string textAt(const Json& object, std::string_view name) {
  const Json& found = member(object, name);
  if (!found.is_string()) throw Failure{Failure::kInvalidParams, fmt::format("`{}` is no text", name)};
  return found.get<std::string>();
}

int64_t numberAt(const Json& object, std::string_view name) {
  const Json& found = member(object, name);
  if (!found.is_number_integer()) throw Failure{Failure::kInvalidParams, fmt::format("`{}` is no whole number", name)};
  return found.get<int64_t>();
}

bool isTrueAt(const Json& object, std::initializer_list<std::string_view> path) {
  const Json* at = &object;
  for (const std::string_view name : path) {
    at = findIn(*at, name);
    if (at == nullptr) return false;
  }
  return at->is_boolean() && at->get<bool>();
}

}  // namespace smcost::rpc
