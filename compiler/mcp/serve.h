// A tool server over two descriptors.
#pragma once

#include "compiler/mcp/input.h"

namespace smcost::mcp {

// Until the client is gone.
void serve(int in, int out, const std::string& root, session::Options options);

}  // namespace smcost::mcp
