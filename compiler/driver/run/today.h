// The day on which a command runs: the one place that asks the clock for it.
#pragma once

#include <cstdint>
#include <ctime>

#include "lang/calendar/dates.h"

namespace smcost::driver {

inline uint32_t today() { return static_cast<uint32_t>(std::time(nullptr) / calendar::kSecondsPerDay); }

}  // namespace smcost::driver
