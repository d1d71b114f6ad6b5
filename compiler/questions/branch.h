// The best point of a space without looking at all of them: boxes that are proved to have no better one are left out.
#pragma once

#include "compiler/questions/search.h"

namespace smcost::questions {

// What `search` finds; `limits.leaf` is at least 1.
Search branchAndBound(BillFunction& function, const Space& space, Wants wants, const SearchLimits& limits);

}  // namespace smcost::questions
