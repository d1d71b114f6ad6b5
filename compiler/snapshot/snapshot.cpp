#include "compiler/snapshot/snapshot.h"

#include <fmt/format.h>
#include <gmp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <sstream>
#include <tuple>
#include <utility>

#include "compiler/snapshot/arena.h"

namespace smcost::snapshot {

namespace {

constexpr size_t kWord = sizeof(uint64_t);
constexpr size_t kAlignment = 16;
// Apart in each byte that an address within them has of its own, so that what is left of one is seen.
constexpr uintptr_t kBefore = 0x6f44'2000'0000, kFirstPlace = 0x6f55'4000'0000, kSecondPlace = 0x6f66'8010'1010;

// Where the process has anything at all.
class Mapped {
 public:
  Mapped() {
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
      std::istringstream in(line);
      uint64_t begin = 0, end = 0;
      char dash = 0;
      in >> std::hex >> begin >> dash >> end;
      ranges_.emplace_back(begin, end);
    }
  }
  bool has(uint64_t address) const {
    return std::any_of(ranges_.begin(), ranges_.end(), [&](const auto& range) { return address >= range.first && address < range.second; });
  }

 private:
  std::vector<std::pair<uint64_t, uint64_t>> ranges_;
};

// Digits of numbers that own none yet: GMP has them as constants of its own.
using Limbs = std::array<const mp_limb_t*, 2>;
Limbs constantLimbs() {
  mpz_t number;
  mpz_init(number);
  mpq_t ratio;
  mpq_init(ratio);
  const Limbs limbs{number->_mp_d, mpq_numref(ratio)->_mp_d};
  mpz_clear(number);
  mpq_clear(ratio);
  return limbs;
}

// The same objects at two places.
class Twins {
 public:
  Twins(const Arena& first, const Arena& second) : first_(first), second_(second), blocks_(first.blocks()) {}

  bool areAlike() const {
    const std::vector<Arena::Block> others = second_.blocks();
    return std::equal(blocks_.begin(), blocks_.end(), others.begin(), others.end(),
                      [](const Arena::Block& a, const Arena::Block& b) { return a.offset == b.offset && a.size == b.size; });
  }
  const std::vector<Arena::Block>& blocks() const { return blocks_; }
  // The block that an address of the first place lies in, or at the end of; none: in one that was given back.
  std::optional<size_t> blockOf(size_t offset) const {
    const auto behind = std::upper_bound(blocks_.begin(), blocks_.end(), offset, [](size_t o, const Arena::Block& block) { return o < block.offset; });
    if (behind == blocks_.begin()) return std::nullopt;
    const auto found = behind - 1;
    if (offset > found->offset + found->size) return std::nullopt;
    return static_cast<size_t>(found - blocks_.begin());
  }

  struct Word {
    // `limb`: where one of GMP's constants is.
    enum class Kind : uint8_t { data, place, limb, trouble } kind = Kind::data;
    uint64_t value = 0;      // of a place: an offset into the first; of a limb: which it is
    std::string trouble;
  };
  Word word(size_t offset) const {
    const uint64_t one = first_.word(offset), other = second_.word(offset);
    if (one == other) {
      for (size_t i = 0; i < limbs_.size(); ++i) {
        if (one == reinterpret_cast<uint64_t>(limbs_[i])) return {Word::Kind::limb, i, {}};
      }
      if (!mapped_.has(one)) return {Word::Kind::data, one, {}};
      return {Word::Kind::trouble, 0, fmt::format("{:#x} is an address of something else", one)};
    }
    if (first_.holds(one) && one - first_.base() == other - second_.base()) return {Word::Kind::place, one - first_.base(), {}};
    if (const auto data = written(one, other)) return {Word::Kind::data, *data, {}};
    return {Word::Kind::trouble, 0, fmt::format("{:#x} was {:#x} at another place", one, other)};
  }

  uint64_t limb(size_t which) const { return *limbs_[which]; }

 private:
  // Of two words that differ: with 0 for bytes that nothing was ever written to, between the members of a struct. They hold
  // what is left of an address that lay there before. None: they differ otherwise.
  std::optional<uint64_t> written(uint64_t one, uint64_t other) const {
    const uint64_t distance = second_.base() - first_.base();
    uint64_t left = one;
    for (unsigned shift = 0; shift < 64; shift += 8) {
      const auto byteOf = [&](uint64_t word) { return static_cast<uint8_t>(word >> shift); };
      if (byteOf(one) == byteOf(other)) continue;
      // With what the byte below may carry.
      const auto apart = static_cast<uint8_t>(byteOf(other) - byteOf(one) - byteOf(distance));
      if (apart > 1) return std::nullopt;
      left &= ~(uint64_t{0xFF} << shift);
    }
    return left;
  }

  const Arena& first_;
  const Arena& second_;
  std::vector<Arena::Block> blocks_;
  Mapped mapped_;
  Limbs limbs_ = constantLimbs();
};

// Those that are reached from the root, itself among them.
std::vector<bool> reached(const Twins& twins, size_t root, std::string& trouble) {
  std::vector<bool> is_reached(twins.blocks().size());
  std::vector<size_t> open = {root};
  is_reached[root] = true;
  while (!open.empty()) {
    const Arena::Block block = twins.blocks()[open.back()];
    open.pop_back();
    for (size_t at = 0; at < block.size; at += kWord) {
      const Twins::Word word = twins.word(block.offset + at);
      if (word.kind == Twins::Word::Kind::trouble) {
        trouble = fmt::format("byte {} of a block of {}: {}", at, block.size, word.trouble);
        return is_reached;
      }
      if (word.kind != Twins::Word::Kind::place) continue;
      const auto next = twins.blockOf(word.value);
      if (!next || is_reached[*next]) continue;
      is_reached[*next] = true;
      open.push_back(*next);
    }
  }
  return is_reached;
}

// Where each block comes to lie, and last where they end. GMP's constants come first.
std::vector<size_t> newPlaces(const std::vector<Arena::Block>& blocks, const std::vector<bool>& is_reached) {
  std::vector<size_t> places;
  size_t end = (std::tuple_size_v<Limbs> * kWord + kAlignment - 1) / kAlignment * kAlignment;
  for (size_t i = 0; i < blocks.size(); ++i) {
    places.push_back(end);
    // An address at its end is none of the next.
    if (is_reached[i]) end += blocks[i].size / kAlignment * kAlignment + kAlignment;
  }
  places.push_back(end);
  return places;
}

void copy(const Twins& twins, const std::vector<bool>& is_reached, const std::vector<size_t>& places, Snapshot& snapshot) {
  const std::vector<Arena::Block>& blocks = twins.blocks();
  snapshot.words.resize(places.back() / kWord);
  snapshot.is_place.resize(snapshot.words.size());
  for (size_t i = 0; i < std::tuple_size_v<Limbs>; ++i) snapshot.words[i] = twins.limb(i);
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (!is_reached[i]) continue;
    for (size_t at = 0; at < blocks[i].size; at += kWord) {
      const Twins::Word word = twins.word(blocks[i].offset + at);
      const size_t to = (places[i] + at) / kWord;
      snapshot.words[to] = word.value;
      const auto block = word.kind == Twins::Word::Kind::place ? twins.blockOf(word.value) : std::nullopt;
      snapshot.is_place[to] = block || word.kind == Twins::Word::Kind::limb;
      if (block) snapshot.words[to] = places[*block] + (word.value - blocks[*block].offset);
      else if (word.kind == Twins::Word::Kind::limb) snapshot.words[to] = word.value * kWord;
      else if (word.kind == Twins::Word::Kind::place) snapshot.words[to] = 0;  // of a block that was given back: nothing reads it
    }
  }
}

Snapshot without(std::string trouble) {
  Snapshot none;
  none.trouble = std::move(trouble);
  return none;
}

}  // namespace

Snapshot takeSnapshot(const std::function<const void*()>& build) {
  Arena &before = *new Arena(kBefore), &first = *new Arena(kFirstPlace), &second = *new Arena(kSecondPlace);
  uintptr_t root = 0;
  // What the process makes once and keeps is made now.
  for (Arena* arena : {&before, &second, &first}) {
    arena->run([&] { root = reinterpret_cast<uintptr_t>(build()); });
  }
  if (!first.holds(root)) return without("nothing was built");
  const Twins twins(first, second);
  if (!twins.areAlike()) return without("it was built in two ways");
  const size_t root_block = twins.blockOf(root - first.base()).value();
  std::string trouble;
  const std::vector<bool> is_reached = reached(twins, root_block, trouble);
  if (!trouble.empty()) return without(trouble);
  Snapshot snapshot;
  const std::vector<size_t> places = newPlaces(twins.blocks(), is_reached);
  copy(twins, is_reached, places, snapshot);
  snapshot.root = places[root_block] + (root - first.base() - twins.blocks()[root_block].offset);
  return snapshot;
}

}  // namespace smcost::snapshot
