// Values of a protocol in JSON, and how members of them are read: what is not there, or is something else, is a wrong request.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace smcost::rpc {

using Json = nlohmann::json;

// A request that cannot be answered. Codes are those of JSON-RPC and of the language server protocol.
struct Failure {
  static constexpr int kParseError = -32700, kInvalidRequest = -32600, kUnknownMethod = -32601, kInvalidParams = -32602, kInternalError = -32603;
  static constexpr int kNotInitialized = -32002, kRequestFailed = -32803, kCancelled = -32800;

  int code = kInvalidParams;
  std::string message;
};

// Nested deeper than this is no message: what is made of one goes down into itself.
inline constexpr size_t kMostDepth = 200;
// A text as a value; the reason when it is none, or nested too deep.
std::optional<Json> parse(const std::string& text, std::string& why);

const Json& member(const Json& object, std::string_view name);
std::string textAt(const Json& object, std::string_view name);
int64_t numberAt(const Json& object, std::string_view name);
// Null where it is not there.
const Json* findIn(const Json& object, std::string_view name);
// Of a path of members: is there a `true`?
bool isTrueAt(const Json& object, std::initializer_list<std::string_view> path);

}  // namespace smcost::rpc
