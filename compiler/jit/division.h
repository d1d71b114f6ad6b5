// The division helpers that compiled code calls.
#pragma once

#include <cstdint>

extern "C" {
// q = n / d truncated, of 256-bit little-endian two's complement integers; d is not 0.
void smc_div256(uint64_t* q, const uint64_t* n, const uint64_t* d);
}
