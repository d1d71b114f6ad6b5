// Which allowances hold for this bill, as far as the file and the calendar say.
#pragma once

#include <string>

#include "lang/program/program.h"

namespace smcost::runtime {

enum class Holding : uint8_t {
  holds,
  free_tier_off,   // a trial, and the file does not say `free_tier on`
  not_begun,       // a trial of an account that is younger than the period
  over,            // a trial whose months are gone
  not_chosen,      // the file names one that excludes it
  without_usage,   // one that excludes it has usage, and it has none
};

Holding holdingOf(const program::Program& program, uint32_t allowance);
// Does it hold for the meter under this key, when it holds?
bool covers(const program::Allowance& allowance, program::MeterId meter, program::KeyId key);

}  // namespace smcost::runtime
