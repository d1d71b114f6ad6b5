// What becomes of a failed SMCOST_CHECK: whoever embeds the compiler may say, for what a thread of theirs
// computes. Without a word it is printed, and the process aborts.
#pragma once

#include <functional>

namespace smcost::base {

struct CheckFailure {
  const char* condition;
  const char* file;
  int line;
  const char* why;
};

// Throws, or ends the process: if it returns, the process aborts after all. What it throws goes through
// everything that was at work, which answers nothing any more: the session, and an engine that it shares.
using CheckHandler = std::function<void(const CheckFailure&)>;

// While it lives, `handler` is told what fails on its thread; behind it, who was told before. An empty one
// leaves that as it is. Of the thread for the reason that an InterruptScope is.
class CheckScope {
 public:
  explicit CheckScope(const CheckHandler& handler) noexcept;
  ~CheckScope();
  CheckScope(const CheckScope&) = delete;
  CheckScope& operator=(const CheckScope&) = delete;

 private:
  const CheckHandler* before_;
};

}  // namespace smcost::base
