// What the uncertain parameters of a program are in each draw.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/program/parameters.h"
#include "runtime/draws/table.h"

namespace smcost::draws {

// Of which draws there are: from 0 on, below this.
inline constexpr uint64_t kMostDraws = uint64_t{1} << 56;
// From here on they are a set of their own, for those who want two that have nothing to do with each other.
inline constexpr uint64_t kSecondSet = uint64_t{1} << 48;

// Which of `size` equally likely entries a draw takes: a function of these numbers alone, so that draws come out alike in any
// order, on any machine and in any share of the work. Each entry has exactly as many of the random words as every other.
uint32_t drawnEntry(uint64_t seed, uint64_t stream, uint64_t draw, uint32_t size);

// 32 draws share eight blocks of four words, so that lanes can work on as many blocks: which block, which word of it.
constexpr uint64_t kDrawsTogether = 32;
constexpr uint64_t blockOf(uint64_t draw) { return draw / kDrawsTogether * 8 + draw % 8; }
constexpr uint32_t wordOf(uint64_t draw) { return static_cast<uint32_t>(draw % kDrawsTogether / 8); }
// A word whose product with the size is below it, modulo 2^32, is not taken.
constexpr uint32_t surplusOf(uint32_t size) { return (0U - size) % size; }

// The stream that belongs to a name.
uint64_t streamOf(std::string_view name);

class Draws {
 public:
  struct Uncertain {
    size_t parameter = 0;                  // index into those that it was made of
    uint64_t stream = 0;
    std::optional<Table> table;            // none: its step is too fine
  };

  // Of those parameters that have a distribution.
  Draws(const std::vector<program::Parameter>& parameters, uint64_t seed);

  const std::vector<Uncertain>& uncertain() const { return uncertain_; }
  uint64_t seed() const { return seed_; }
  // Of one of them that has a table.
  uint32_t entry(const Uncertain& one, uint64_t draw) const { return drawnEntry(seed_, one.stream, draw, one.table->size()); }
  const program::ParameterValue& value(const Uncertain& one, uint64_t draw) const { return one.table->values[entry(one, draw)]; }

 private:
  uint64_t seed_;
  std::vector<Uncertain> uncertain_;       // in order of the parameters
};

}  // namespace smcost::draws
