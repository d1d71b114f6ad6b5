// What an assistant may read beside calling tools: the language, each workload, the heads of the price books.
#pragma once

#include <string>

#include "compiler/mcp/input.h"

namespace smcost::mcp {

Json listResources(const Setting& setting);
// Throws rpc::Failure where there is none.
Json readResource(const Setting& setting, const std::string& uri);

}  // namespace smcost::mcp
