// Texts that the server carries: the page of the language, its prompts.
#pragma once

#include <string_view>

namespace smcost::mcp {

// By the name of its file, which is there.
std::string_view textOf(std::string_view name);

}  // namespace smcost::mcp
