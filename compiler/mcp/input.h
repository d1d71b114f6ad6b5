// The arguments of a tool, read into what a session takes.
#pragma once

#include <memory>
#include <string>

#include "compiler/rpc/json.h"
#include "compiler/session/session.h"

namespace smcost::mcp {

using rpc::Json;

// Longer than any spec that somebody wrote.
inline constexpr size_t kMostTextBytes = size_t{4} << 20;

// A tool was not asked as it can be: the text says how it can.
struct Unusable {
  std::string why;
};

// What all tools are given.
struct Setting {
  std::string root;                                   // a folder, links resolved: no file elsewhere is read
  session::Options options;                           // of the command line
  std::shared_ptr<load::LibraryCache> library_cache;
  std::shared_ptr<const load::Files> files;           // below the root
};

// `text` or `path`, `period`, `region`, `scenario`, `params`. Throws Unusable.
session::Options specOf(const Setting& setting, const Json& arguments);
// Members that may be left out; Unusable when they are of another kind.
std::optional<std::string> textIn(const Json& arguments, std::string_view name);
std::vector<std::string> textsIn(const Json& arguments, std::string_view name);
std::optional<uint64_t> numberIn(const Json& arguments, std::string_view name, uint64_t most);
// Schemas of these members, for the tools that have them.
Json specSchema();
Json textSchema(const char* description);
Json textsSchema(const char* description);

}  // namespace smcost::mcp
