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
  void tellProgress();

  State state_;
  bool has_exited_ = false;
  // Of specs that are told of one after the other; empty: of one alone nobody waits.
  std::string progress_;
  size_t progress_of_ = 0, progresses_ = 0;
};

}  // namespace smcost::lsp
