// Beginnings of conversations, for whoever chooses one.
#pragma once

#include <string>

#include "compiler/rpc/json.h"

namespace smcost::mcp {

rpc::Json listPrompts();
// Throws rpc::Failure where there is none.
rpc::Json getPrompt(const std::string& name, const rpc::Json& params);

}  // namespace smcost::mcp
