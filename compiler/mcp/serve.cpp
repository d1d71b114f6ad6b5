#include "compiler/mcp/serve.h"

#include "compiler/load/library_cache.h"
#include "compiler/mcp/bounded_files.h"
#include "compiler/mcp/server.h"
#include "compiler/rpc/peer.h"

namespace smcost::mcp {

namespace {

class ToolService : public rpc::Service {
 public:
  explicit ToolService(Setting setting) : server_(std::move(setting)) {}

  Json request(const std::string& method, const Json& params) override { return server_.request(method, params); }
  void notification(const std::string&, const Json&) override {}

 private:
  Server server_;
};

}  // namespace

void serve(int in, int out, const std::string& root, session::Options options) {
  rpc::Manner manner;
  manner.framing = rpc::Framing::lines;
  // A text that is too long for a spec still gets a word of its own.
  manner.most_bytes = 4 * kMostTextBytes;
  manner.cancelled_method = "notifications/cancelled";
  manner.cancelled_id = "requestId";
  manner.answers_cancelled = false;
  rpc::Peer peer(in, out, manner);
  ToolService service({root, std::move(options), std::make_shared<load::LibraryCache>(), filesBelow(root)});
  peer.run(service);
}

}  // namespace smcost::mcp
