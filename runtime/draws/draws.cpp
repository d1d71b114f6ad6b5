#include "runtime/draws/draws.h"

#include <map>
#include <set>

#include "lang/base/check.h"
#include "runtime/draws/philox.h"

namespace smcost::draws {

namespace {

uint32_t lowOf(uint64_t number) { return static_cast<uint32_t>(number); }
uint32_t highOf(uint64_t number) { return static_cast<uint32_t>(number >> 32); }

}  // namespace

uint64_t streamOf(std::string_view name) {
  // FNV-1a.
  constexpr uint64_t kBasis = 14695981039346656037U, kPrime = 1099511628211U;
  uint64_t hash = kBasis;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash;
}

uint32_t drawnEntry(uint64_t seed, uint64_t stream, uint64_t draw, uint32_t size) {
  SMCOST_CHECK(draw < kMostDraws && size > 0, "a draw has a number and a table");
  constexpr uint32_t kAttempts = 256;  // which stand above the number of the draw
  constexpr int kDrawBits = 24;        // of its upper half
  const auto block = [&](uint64_t number, uint32_t attempt) {
    return philox({lowOf(number), highOf(number) | attempt << kDrawBits, lowOf(stream), highOf(stream)}, {lowOf(seed), highOf(seed)});
  };
  // A word times the size, over 2^32. Of the words that lead to an entry some entries have one more: the first of each that
  // could have, as its fraction tells, is left out for all.
  const uint32_t surplus = surplusOf(size);
  const uint64_t first = uint64_t{block(blockOf(draw), 0)[wordOf(draw)]} * size;
  if (lowOf(first) >= surplus) return highOf(first);
  for (uint32_t attempt = 1; attempt < kAttempts; ++attempt) {
    for (const uint32_t word : block(draw, attempt)) {
      const uint64_t product = uint64_t{word} * size;
      if (lowOf(product) >= surplus) return highOf(product);
    }
  }
  // Each attempt fails with a chance below 1/16: of all keys and counters there is none that does so 255 times.
  SMCOST_CHECK(false, "a random word is taken");
  return 0;
}

Draws::Draws(const std::vector<program::Parameter>& parameters, uint64_t seed) : seed_(seed) {
  std::map<std::string_view, uint64_t> streams;
  for (const program::Parameter& parameter : parameters) {
    if (std::holds_alternative<program::Distribution>(parameter.domain)) streams[parameter.name] = streamOf(parameter.name);
  }
  // Two names whose streams meet would always be drawn alike: the later one in the alphabet takes the next that is free.
  std::set<uint64_t> taken;
  for (auto& [name, stream] : streams) {
    while (!taken.insert(stream).second) ++stream;
  }
  for (size_t i = 0; i < parameters.size(); ++i) {
    const auto* distribution = std::get_if<program::Distribution>(&parameters[i].domain);
    if (distribution) uncertain_.push_back({i, streams.at(parameters[i].name), tableOf(*distribution)});
  }
}

}  // namespace smcost::draws
