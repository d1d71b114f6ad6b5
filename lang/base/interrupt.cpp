#include "lang/base/interrupt.h"

namespace smcost::base::detail {

thread_local constinit const Interrupt* current_interrupt = nullptr;

}  // namespace smcost::base::detail
