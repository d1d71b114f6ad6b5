// Which allowances hold for this bill, as far as the file and the calendar say.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

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

// Numbered things that are each of a meter and key, for asking which of them an allowance
// covers when it holds, without looking at all of them.
class Covering {
 public:
  void add(program::MeterId meter, program::KeyId key, uint32_t number);
  // Ascending, each once.
  std::vector<uint32_t> coveredBy(const program::Allowance& allowance) const;

 private:
  using Numbers = std::vector<uint32_t>;
  std::unordered_map<program::MeterId, Numbers> of_meter_;
  std::unordered_map<program::MeterId, std::unordered_map<program::KeyId, Numbers>> of_key_;
};

}  // namespace smcost::runtime
