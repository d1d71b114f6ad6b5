// A language server as a client sees it: requests in, results out. Knows no transport and no thread.
#pragma once

#include <memory>
#include <string>

#include "compiler/lsp/state.h"

namespace smcost::lsp {

class Server {
 public:
  Server(workspace::Workspace::SettingsOf settings, Outgoing out);
  ~Server();

  // The result, or a Failure that is thrown; base::Interrupted when it was stopped.
  Json request(const std::string& method, const Json& params);
  // Nobody is told of one that is wrong.
  void notification(const std::string& method, const Json& params);
  // What has changed and was not told yet: one spec's, each time. False: nothing is left.
  bool tellNext();

  bool hasExited() const { return has_exited_; }
  // 0 if the client said before that it would go.
  int exitCode() const;

 private:
  State state_;
  bool has_exited_ = false;
};

}  // namespace smcost::lsp
