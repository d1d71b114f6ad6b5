// How a person stops a computation. The wish comes from outside (a signal), so it is one for
// the process; loops that may be long look for it, and none of them holds half a result then.
#pragma once

#include <atomic>

namespace smcost::base {

// Thrown where a wish to stop was seen. Never through compiled code: kernels are not asked.
struct Interrupted {};

namespace detail {
extern std::atomic<bool> interrupt_wanted;
}

// Safe in a signal handler.
void interrupt() noexcept;
// Forgets a wish that nobody has seen.
void clearInterrupt() noexcept;

inline void checkInterrupt() {
  if (detail::interrupt_wanted.load(std::memory_order_relaxed)) throw Interrupted{};
}

}  // namespace smcost::base
