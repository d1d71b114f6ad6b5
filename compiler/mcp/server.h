// A tool server of the Model Context Protocol as a client sees it: requests in, results out. Knows no transport.
#pragma once

#include <string>

#include "compiler/mcp/input.h"

namespace smcost::mcp {

class Server {
 public:
  explicit Server(Setting setting) : setting_(std::move(setting)) {}

  // The result; rpc::Failure is thrown, base::Interrupted when it was stopped.
  Json request(const std::string& method, const Json& params);

 private:
  Json callTool(const Json& params);

  Setting setting_;
};

}  // namespace smcost::mcp
