// One end of a conversation in JSON-RPC 2.0: requests are answered one after the other by one thread, while another one reads what comes
// next, so that a request can be taken back while it is worked at.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "compiler/rpc/framing.h"
#include "compiler/rpc/json.h"

namespace smcost::rpc {

// What answers. Each call may throw a Failure, base::Interrupted if it is stopped, or whatever else it fails with: the conversation goes on.
class Service {
 public:
  virtual ~Service() = default;
  virtual Json request(const std::string& method, const Json& params) = 0;
  virtual void notification(const std::string& method, const Json& params) = 0;
  // Nothing is asked: a piece of what is left to do. It is stopped when something comes. False: nothing is left.
  virtual bool idle() { return false; }
  // The other end said that it ends.
  virtual bool hasEnded() const { return false; }
};

struct Manner {
  Framing framing = Framing::headers;
  size_t most_bytes = size_t{100} << 20;      // of a message
  std::string cancelled_method;               // "$/cancelRequest": the notification that takes a request back
  std::string cancelled_id;                   // "id": where it names the request
  bool answers_cancelled = true;              // with kCancelled
};

class Peer {
 public:
  // Of open descriptors, which it does not close. Writing to `out` is its alone.
  Peer(int in, int out, Manner manner);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  // Until the service has ended, or the other end is gone.
  void run(Service& service);
  // From calls of the service only. Answers to requests of ours are left out.
  void notify(const std::string& method, Json params);
  void request(const std::string& method, Json params);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smcost::rpc
