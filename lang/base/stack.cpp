#include "lang/base/stack.h"

#include <pthread.h>
#include <sys/resource.h>

#include <cstdint>

namespace smcost::base {

namespace {

constexpr uintptr_t kUsualStack = 8 * 1024 * 1024;

// Where nothing says how large the stack is: half of what the system allows is taken to be left from here.
uintptr_t guessedLowest() {
  rlimit limit{};
  const bool is_bounded = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
  const uintptr_t left = (is_bounded ? limit.rlim_cur : kUsualStack) / 2;
  const auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return here > left ? here - left : here;
}

// The lowest address of the thread's stack; asked once, since for the first thread it is read from the system, from
// /proc, which may not be there.
uintptr_t lowestAddress() {
  pthread_attr_t attributes;
  void* address = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return guessedLowest();
  pthread_attr_getstack(&attributes, &address, &size);
  pthread_attr_destroy(&attributes);
  return reinterpret_cast<uintptr_t>(address);
}

}  // namespace

size_t stackLeft() {
  thread_local const uintptr_t lowest = lowestAddress();
  // The frame itself: a sanitizer may keep variables elsewhere.
  const auto address = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return address > lowest ? address - lowest : 0;
}

}  // namespace smcost::base
