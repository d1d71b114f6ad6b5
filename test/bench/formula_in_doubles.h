// The formula in doubles, as a C++ compiler makes it for this machine.
#pragma once

#include <cstddef>

namespace smcost::bench {

// `out` per row; columns do not overlap.
void formulaInDoubles(const double* instances, const double* hours, const double* gigabytes, const double* requests, double* out, size_t rows);

}  // namespace smcost::bench
