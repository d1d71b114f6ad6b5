// How a person stops a computation. The wish is a flag of whoever may be stopped (a dialogue, an
// editor's request), set from another thread or a signal; loops that may be long look for the flag that
// their thread computes under, and none of them holds half a result then.
//
// Which flag that is belongs to the thread and not to each function's parameters: every loop of every
// phase would hand it on and look at nothing else of it.
#pragma once

#include <atomic>

namespace smcost::base {

// Thrown where a wish to stop was seen. Never through compiled code: kernels are not asked.
struct Interrupted {};

class Interrupt {
 public:
  // From any thread, and safe in a signal handler.
  void request() noexcept { is_wanted_.store(true, std::memory_order_relaxed); }
  // Forgets a wish that nobody has seen.
  void clear() noexcept { is_wanted_.store(false, std::memory_order_relaxed); }
  bool isWanted() const noexcept { return is_wanted_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> is_wanted_ = false;
  static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");
};

namespace detail {
extern thread_local constinit const Interrupt* current_interrupt;
}

// While it lives, what its thread computes is stopped by `interrupt`; behind it, by what did so before.
// Null leaves that as it is.
class InterruptScope {
 public:
  explicit InterruptScope(const Interrupt* interrupt) noexcept : before_(detail::current_interrupt) {
    if (interrupt != nullptr) detail::current_interrupt = interrupt;
  }
  ~InterruptScope() { detail::current_interrupt = before_; }
  InterruptScope(const InterruptScope&) = delete;
  InterruptScope& operator=(const InterruptScope&) = delete;

 private:
  const Interrupt* before_;
};

// What stops this thread, for another one that computes for it; null: nothing does.
inline const Interrupt* currentInterrupt() { return detail::current_interrupt; }

inline bool isInterrupted() {
  const Interrupt* const interrupt = detail::current_interrupt;
  return interrupt != nullptr && interrupt->isWanted();
}

inline void checkInterrupt() {
  if (isInterrupted()) throw Interrupted{};
}

}  // namespace smcost::base
