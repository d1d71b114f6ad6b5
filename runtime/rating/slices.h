// Pools cut into slices of one price: allowances first, then tiers, then commitments. A
// pool is a handful of numbers however many lines it has, so this runs in rationals.
#pragma once

#include <vector>

#include "lang/program/program.h"
#include "runtime/bill/bill.h"

namespace smcost::runtime {

struct Slice {
  Reason reason = Reason::tier;
  uint32_t index = kNoIndex;   // of the allowance or the commitment
  program::RateRowId row;      // none for an allowance
  base::Rational quantity;
};

// Which pools an allowance over several takes from first; proportion, unless one is named.
struct TakingOrder {
  uint32_t turn = kNoIndex;    // of the allowance, and of those that share with it
  bool dearest_first = true;
};

struct Slices {
  std::vector<std::vector<Slice>> of_part;   // in the order in which they are shown
  std::vector<CommitmentUse> commitments;    // in order of Program::commitments
  base::Rational cost;                       // of all slices and what is left of the commitments
};

// Sets what became of each pool (billed, taken, rest) and cuts its parts. `committed` is
// the money of each commitment in the period.
Slices cutSlices(const program::Program& program, BillData& data, const std::vector<base::Rational>& committed,
                 const TakingOrder& order = {});

}  // namespace smcost::runtime
