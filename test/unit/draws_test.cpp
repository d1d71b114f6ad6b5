// Tables of uncertain parameters, and which of their entries a draw takes. `draws_test tables` prints what draw_tables.py works
// out by itself.
#include "runtime/draws/draws.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "runtime/draws/philox.h"
#include "test/unit/check.h"

using smcost::base::Rational;
using smcost::draws::Counter;
using smcost::draws::Draws;
using smcost::draws::drawnEntry;
using smcost::draws::kQuantiles;
using smcost::draws::Table;
using smcost::draws::tableOf;
using smcost::program::Distribution;
using smcost::program::Parameter;
using Kind = Distribution::Kind;

namespace {

Distribution spread(Kind kind, const char* low, const char* high, const char* step, const char* peak = nullptr) {
  Distribution made;
  made.kind = kind;
  made.low = Rational(low);
  made.high = Rational(high);
  made.step = Rational(step);
  if (peak) made.peak = Rational(peak);
  return made;
}

Distribution choice(const std::vector<Rational>& values, const std::vector<uint32_t>& weights) {
  Distribution made;
  made.kind = Kind::choice;
  for (const Rational& value : values) made.values.emplace_back(value);
  made.weights = weights;
  return made;
}

Rational numberAt(const Table& table, size_t i) { return std::get<Rational>(table.values[i]); }

Parameter named(const char* name, Distribution distribution) {
  Parameter made;
  made.name = name;
  made.domain = std::move(distribution);
  return made;
}

// The known answers that come with the generator's description.
void testPhilox() {
  CHECK((smcost::draws::philox({0, 0, 0, 0}, {0, 0}) == Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr uint32_t kOnes = 0xffffffff;
  CHECK((smcost::draws::philox({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}) == Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  CHECK((smcost::draws::philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
         Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

void testChoice() {
  const Table table = *tableOf(choice({5, 7}, {3, 1}));
  CHECK(table.size() == 4);
  CHECK(numberAt(table, 2) == 5 && numberAt(table, 3) == 7);
  CHECK(*smcost::draws::meanOf(table) == Rational(11, 2));
}

void testUniform() {
  // A die: each step once.
  const Table die = *tableOf(spread(Kind::uniform, "1", "6", "1"));
  CHECK(die.size() == 6);
  for (int i = 0; i < 6; ++i) CHECK(numberAt(die, static_cast<size_t>(i)) == i + 1);
  CHECK(*smcost::draws::meanOf(die) == Rational(7, 2));
  // More steps than a table has: the quantiles of them, alike from both ends.
  const Table fine = *tableOf(spread(Kind::uniform, "0", "1", "1/1000000"));
  CHECK(fine.size() == kQuantiles);
  CHECK(numberAt(fine, 0) == Rational(1'000'001 / (2 * kQuantiles), 1'000'000));
  for (uint32_t i = 0; i < kQuantiles; ++i) CHECK(numberAt(fine, i) + numberAt(fine, kQuantiles - 1 - i) == 1);
  CHECK(*smcost::draws::meanOf(fine) == Rational(1, 2));
}

// The roots are exact, ties too: 1/4 of the way to a peak at the end is half of the width.
void testTriangular() {
  const Table table = *tableOf(spread(Kind::triangular, "10", "20", "1", "20"));
  for (uint32_t i = 0; i < kQuantiles; ++i) {
    const Rational level(2 * i + 1, 2 * kQuantiles);
    const Rational steps = numberAt(table, i) - 10;
    // P(x < steps - 1/2) <= level <= P(x < steps + 1/2), both over 10^2.
    const Rational before = steps - Rational(1, 2), behind = steps + Rational(1, 2);
    CHECK((steps == 0 || before * before / 100 <= level) && (steps == 10 || level <= behind * behind / 100));
  }
  const Table even = *tableOf(spread(Kind::triangular, "-4", "4", "1/64", "0"));
  CHECK(*smcost::draws::meanOf(even) == 0);
}

// What the text says is what the table has: the entries of 5 and of 95 %.
void testPercentiles() {
  constexpr uint32_t kFifth = kQuantiles / 20, kLast = kQuantiles - 1 - kFifth;
  static_assert(20 * (2 * kFifth + 1) == 2 * kQuantiles, "an entry is that of 5 %");
  const Table requests = *tableOf(spread(Kind::lognormal, "5000000", "20000000", "1000"));
  CHECK(requests.size() == kQuantiles);
  CHECK(numberAt(requests, kFifth) == 5'000'000);
  CHECK(numberAt(requests, kLast) == 20'000'000);
  // The median of a lognormal is the geometric mean of two percentiles that lie alike: 10M, between the two middle entries.
  CHECK(numberAt(requests, kQuantiles / 2 - 1) < 10'000'000 && numberAt(requests, kQuantiles / 2) > 10'000'000);
  for (uint32_t i = 1; i < kQuantiles; ++i) CHECK(numberAt(requests, i - 1) <= numberAt(requests, i));
  const Table coarse = *tableOf(spread(Kind::normal, "-7/3", "17/3", "1"));
  CHECK(numberAt(coarse, kFifth) == -2 && numberAt(coarse, kLast) == 6);
  // Symmetric about 2, steps and all.
  const Table even = *tableOf(spread(Kind::normal, "-6", "10", "1/16"));
  CHECK(*smcost::draws::meanOf(even) == 2);
}

// A lognormal far from any tie at the first precision, whose numbers are larger than that.
void testLargeNumbers() {
  const Table table = *tableOf(spread(Kind::lognormal, "100000000000000000000000000000000000000000000000000000000000000000000000000",
                                      "300000000000000000000000000000000000000000000000000000000000000000000000000", "1"));
  CHECK(table.size() == kQuantiles);
  for (uint32_t i = 1; i < kQuantiles; ++i) CHECK(numberAt(table, i - 1) < numberAt(table, i));
}

void testDraws() {
  // Of all 2^32 words each of three entries is met by as many: the first word of each that one has more is left out.
  constexpr int kDraws = 30'000;
  std::map<uint32_t, int> seen;
  for (int i = 0; i < kDraws; ++i) ++seen[drawnEntry(7, 1, static_cast<uint64_t>(i), 3)];
  CHECK(seen.size() == 3);
  // Five standard deviations of such a count.
  for (const auto& [entry, count] : seen) CHECK(std::abs(count - kDraws / 3) < 410);
  // A table of 3 * 2^30: of each four words one is left out, without which each third entry would be met twice as often.
  constexpr uint32_t kLarge = 3U << 30;
  std::map<uint32_t, int> thirds;
  for (int i = 0; i < kDraws; ++i) ++thirds[drawnEntry(7, 1, static_cast<uint64_t>(i), kLarge) % 3];
  for (const auto& [third, count] : thirds) CHECK(std::abs(count - kDraws / 3) < 410);
  // By hand: the first word of counter 0, key 0 is 0x6627e8d5, and times 1000 over 2^32 it is 399.
  CHECK(drawnEntry(0, 0, 0, 1000) == 399);
  CHECK(drawnEntry(0, 0, 0, 1) == 0);
}

void testOrder() {
  const std::vector<Parameter> one = {named("a", spread(Kind::uniform, "0", "100", "1")), named("prod.b", choice({1, 2, 3}, {1, 2, 3}))};
  const std::vector<Parameter> other = {one[1], one[0]};
  const Draws first(one, 42), second(other, 42);
  constexpr uint64_t kDraws = 1000;
  std::vector<Rational> forward(kDraws);
  for (uint64_t i = 0; i < kDraws; ++i) forward[i] = std::get<Rational>(first.value(first.uncertain()[0], i));
  for (uint64_t i = kDraws; i-- > 0;) {
    CHECK(std::get<Rational>(second.value(second.uncertain()[1], i)) == forward[i]);
  }
  std::vector<Rational> shared(kDraws);
  std::vector<std::thread> threads;
  for (uint64_t part = 0; part < 7; ++part) {
    threads.emplace_back([&, part] {
      for (uint64_t i = part; i < kDraws; i += 7) shared[i] = std::get<Rational>(first.value(first.uncertain()[0], i));
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(shared == forward);
  // Another seed and another name draw otherwise.
  const Draws reseeded(one, 43);
  uint64_t equal = 0;
  for (uint64_t i = 0; i < kDraws; ++i) equal += first.entry(first.uncertain()[0], i) == reseeded.entry(reseeded.uncertain()[0], i);
  CHECK(equal < 50);
  const Draws alike({one[0], named("c", std::get<Distribution>(one[0].domain))}, 42);
  equal = 0;
  for (uint64_t i = 0; i < kDraws; ++i) equal += alike.entry(alike.uncertain()[0], i) == alike.entry(alike.uncertain()[1], i);
  CHECK(equal < 50);
  CHECK(smcost::draws::streamOf("a") == 0xaf63dc4c8601ec8cU);
}

void printTables() {
  const std::vector<Parameter> all = {named("requests", spread(Kind::lognormal, "5000000", "20000000", "1000")),
                                      named("narrow", spread(Kind::lognormal, "99", "101", "1/4")),
                                      named("wide", spread(Kind::lognormal, "1/1000", "1000", "1/8")),
                                      named("hours", spread(Kind::normal, "-7200", "36000", "60")),
                                      named("even", spread(Kind::normal, "-1", "1", "1/1024")),
                                      named("share", spread(Kind::triangular, "1/10", "9/10", "1/100", "1/5")),
                                      named("edge", spread(Kind::triangular, "0", "64", "1", "0"))};
  for (const Parameter& one : all) {
    const auto& made = std::get<Distribution>(one.domain);
    std::printf("%s %s %s %s %s %s", one.name.c_str(), std::string(smcost::program::distributionName(made.kind)).c_str(),
                made.low.get_str().c_str(), made.high.get_str().c_str(), made.step.get_str().c_str(),
                made.peak ? made.peak->get_str().c_str() : "-");
    const Table table = *tableOf(made);
    for (const auto& value : table.values) std::printf(" %s", std::get<Rational>(value).get_str().c_str());
    std::printf("\n");
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1 && std::strcmp(arguments[1], "tables") == 0) {
    printTables();
    return 0;
  }
  testPhilox();
  testChoice();
  testUniform();
  testTriangular();
  testPercentiles();
  testLargeNumbers();
  testDraws();
  testOrder();
  return smcost::test::finish("draws_test");
}
