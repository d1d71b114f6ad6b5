#include "lang/base/interrupt.h"

namespace smcost::base {

namespace detail {
std::atomic<bool> interrupt_wanted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");
}  // namespace detail

void interrupt() noexcept { detail::interrupt_wanted.store(true, std::memory_order_relaxed); }
void clearInterrupt() noexcept { detail::interrupt_wanted.store(false, std::memory_order_relaxed); }

}  // namespace smcost::base
