// How deep a recursion may still go: measured, since a frame's size is the compiler's matter and a stack's the user's.
#pragma once

#include <cstddef>

namespace smcost::base {

// Bytes that the stack of the running thread has left.
size_t stackLeft();

// What a step needs that descends into a definition, a message and all that it calls included.
inline constexpr size_t kStackForAStep = 160 * 1024;

}  // namespace smcost::base
