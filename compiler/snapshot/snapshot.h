// Objects that were built once, as words that a program can carry: it has them again without building them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace smcost::snapshot {

struct Snapshot {
  std::vector<uint64_t> words;
  std::vector<bool> is_place;   // the word is where something of the snapshot lies: bytes from its beginning
  size_t root = 0;              // where the object lies that all others are reached from
  std::string trouble;          // why there is none; else empty
};

// What `build` makes and returns the address of; it owns all of it, and what it made is not destroyed. Which words are
// addresses nobody says: it is built twice, at two places, and those words differ by the distance. So it must be built the
// same way each time, hold no address of anything else (no function, no text of the program's), and not depend on an address.
Snapshot takeSnapshot(const std::function<const void*()>& build);

}  // namespace smcost::snapshot
