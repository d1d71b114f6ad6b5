#include "compiler/lsp/serve.h"

#include <utility>

#include "compiler/lsp/server.h"
#include "compiler/rpc/peer.h"

namespace smcost::lsp {

namespace {

class LanguageService : public rpc::Service {
 public:
  LanguageService(workspace::Workspace::SettingsOf settings, rpc::Peer& peer)
      : server_(std::move(settings), {[&peer](const std::string& method, Json params) { peer.notify(method, std::move(params)); },
                                      [&peer](const std::string& method, Json params) { peer.request(method, std::move(params)); }}) {}

  Json request(const std::string& method, const Json& params) override { return server_.request(method, params); }
  void notification(const std::string& method, const Json& params) override { server_.notification(method, params); }
  bool idle() override { return server_.tellNext(); }
  bool hasEnded() const override { return server_.hasExited(); }
  int exitCode() const { return server_.exitCode(); }

 private:
  Server server_;
};

}  // namespace

int serve(int in, int out, workspace::Workspace::SettingsOf settings) {
  rpc::Manner manner;
  manner.cancelled_method = "$/cancelRequest";
  manner.cancelled_id = "id";
  rpc::Peer peer(in, out, manner);
  LanguageService service(std::move(settings), peer);
  peer.run(service);
  return service.exitCode();
}

}  // namespace smcost::lsp
