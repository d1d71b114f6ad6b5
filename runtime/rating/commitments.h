// Commitments against usage, hour by hour: where the discount is highest first, then where
// the rate is lowest. Sees only usage of which it is known when it runs.
#pragma once

#include <vector>

#include "lang/program/program.h"
#include "runtime/rating/slices.h"

namespace smcost::runtime {

// Turns what the commitments cover of each part's tiers into slices at the plans' rates.
// Returns what became of each commitment.
std::vector<CommitmentUse> applyCommitments(const program::Program& program, const BillData& data,
                                            const std::vector<base::Rational>& committed,
                                            std::vector<std::vector<Slice>>& slices_of_part);

}  // namespace smcost::runtime
