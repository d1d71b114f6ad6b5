// Philox4x32-10: random words that are a function of a counter and a key, and of nothing before. From the description in
// Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
#pragma once

#include <array>
#include <cstdint>

namespace smcost::draws {

using Counter = std::array<uint32_t, 4>;
using PhiloxKey = std::array<uint32_t, 2>;

constexpr Counter philox(Counter counter, PhiloxKey key) {
  constexpr uint64_t kFirstFactor = 0xD2511F53, kSecondFactor = 0xCD9E8D57;
  constexpr uint32_t kFirstWeyl = 0x9E3779B9, kSecondWeyl = 0xBB67AE85;
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    const uint64_t first = kFirstFactor * counter[0], second = kSecondFactor * counter[2];
    counter = {static_cast<uint32_t>(second >> 32) ^ counter[1] ^ key[0], static_cast<uint32_t>(second),
               static_cast<uint32_t>(first >> 32) ^ counter[3] ^ key[1], static_cast<uint32_t>(first)};
    key = {key[0] + kFirstWeyl, key[1] + kSecondWeyl};
  }
  return counter;
}

}  // namespace smcost::draws
