#include "lang/base/stack.h"

#include <pthread.h>

#include <cstdint>

namespace smcost::base {

namespace {

// The lowest address of the thread's stack; asked once, since for the first thread it is read from the system.
uintptr_t lowestAddress() {
  pthread_attr_t attributes;
  void* address = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
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
