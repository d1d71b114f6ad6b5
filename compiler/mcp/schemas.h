// The published schemas of documents, as parts of other schemas.
#pragma once

#include <string_view>

#include "compiler/rpc/json.h"

namespace smcost::mcp {

// "bill", "comparison", "difference", "answer": as the member `place` ("#/properties/bill") of a schema, in which its own references lead there.
rpc::Json schemaOf(std::string_view name, const std::string& place);

}  // namespace smcost::mcp
