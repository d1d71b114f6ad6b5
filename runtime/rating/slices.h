// Pools of a bill cut into slices of one price. A pool is a handful of numbers however many lines it has, so this runs in
// rationals.
#pragma once

#include <vector>

#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/rating/rules/slices.h"

namespace smcost::runtime {

using Slice = SliceOf<base::Rational>;
using Slices = rules::SlicesOf<base::Rational>;

// Sets what became of each pool (billed, taken, rest) and cuts its parts. `committed` is
// the money of each commitment in the period.
Slices cutSlices(const program::Program& program, BillData& data, const std::vector<base::Rational>& committed,
                 const rules::TakingOrder& order = {});

}  // namespace smcost::runtime
