// What is behind a `smcost_spec`: options, and what was read and asked under them.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/bill_function.h"
#include "compiler/questions/shard.h"
#include "compiler/session/session.h"
#include "lang/base/interrupt.h"
#include "lang/diagnostics/render.h"

namespace smcost::library {

// A call ends with this code and what is said.
struct Ended {
  int code = 0;
  std::string said;
};

class Spec {
 public:
  explicit Spec(session::Options options);

  std::mutex in_use;                       // of the call that runs
  base::Interrupt interrupt;               // stops it

  // Throw `Ended` if they cannot be set so; null takes back.
  void set(const std::string& option, const char* value);
  void give(const std::string& parameter, const char* value);

  const session::Options& options() const { return options_; }
  // The spec as written. Throws `Ended` when it does not check.
  session::Session& checked();
  // Sessions that ended by an exception answer nothing any more, and what was set makes others.
  void forget();
  // What a session says: of one without errors its warnings.
  std::string saidBy(const session::Session& session) const;
  // By the session's code.
  [[noreturn]] void end(const session::Session& session) const;

  // The spec's function of these variables. It and its session are kept until another one is asked for.
  struct Asked {
    std::vector<std::string> variables;
    std::vector<questions::Figure> figures;
    std::unique_ptr<session::Session> session;   // that was asked for the figures and checked
    std::unique_ptr<questions::BillFunction> function;
    std::map<std::pair<std::string, std::string>, questions::Value> values;   // by parameter and text
  };
  // The sample whose draws were billed last.
  struct Drawn {
    std::string figure;
    uint64_t seed = 0;
    std::unique_ptr<session::Session> session;   // that was asked for the figure and checked
    std::unique_ptr<questions::Shards> shards;
  };
  std::optional<Drawn> drawn;
  Asked& asked(const std::vector<std::string>& variables, const std::vector<std::string>& figures);

 private:
  session::Options options_;
  diagnostics::Style style_ = diagnostics::Style::rich;
  std::unique_ptr<session::Session> session_;
  std::unique_ptr<Asked> asked_;
};

}  // namespace smcost::library
