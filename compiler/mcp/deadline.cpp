#include "compiler/mcp/deadline.h"

namespace smcost::mcp {

namespace {

// How long a wish from outside may be unseen.
constexpr std::chrono::milliseconds kLook(20);

}  // namespace

Deadline::Deadline(std::chrono::milliseconds time) : outer_(base::currentInterrupt()), scope_(&interrupt_) {
  watch_ = std::thread([this, end = std::chrono::steady_clock::now() + time] {
    std::unique_lock guard(lock_);
    while (!done_.wait_for(guard, kLook, [this] { return is_done_; })) {
      is_over_ = std::chrono::steady_clock::now() >= end;
      if (is_over_ || (outer_ != nullptr && outer_->isWanted())) interrupt_.request();
    }
  });
}

Deadline::~Deadline() {
  {
    const std::lock_guard guard(lock_);
    is_done_ = true;
  }
  done_.notify_one();
  watch_.join();
}

}  // namespace smcost::mcp
