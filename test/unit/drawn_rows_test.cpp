// Rows that are drawn in lanes are those of runtime/draws, each by itself.
#include <vector>

#include "compiler/sweep/drawn_rows.h"
#include "runtime/draws/philox.h"
#include "test/unit/check.h"

using smcost::draws::drawnEntry;
using smcost::draws::surplusOf;

namespace {

constexpr uint64_t kSeed = 0x123456789ABCDEF0U, kStreams[] = {0xaf63dc4c8601ec8cU, 1, 77};
constexpr uint32_t kSizes[] = {2050, 1, 7};

smcost::sweep::Axis tableOf(uint32_t size) {
  smcost::sweep::Axis table;
  for (uint32_t i = 0; i < size; ++i) table.listed.push_back(int64_t{3} * i - 1000);
  table.count = size;
  return table;
}

std::unique_ptr<smcost::sweep::DrawnRows> rowsOf(uint64_t begin, uint64_t end, smcost::jit::Compiler& compiler) {
  std::vector<smcost::sweep::DrawnParam> params;
  for (uint32_t i = 0; i < 3; ++i) params.push_back({i, kStreams[i], tableOf(kSizes[i])});
  return std::make_unique<smcost::sweep::DrawnRows>(kSeed, begin, end, std::move(params), compiler);
}

// Any part of any draws, a column that nobody reads too.
void testParts(smcost::jit::Compiler& compiler) {
  for (const uint64_t first : {uint64_t{0}, uint64_t{4096}, (uint64_t{1} << 48) + 32, (uint64_t{1} << 34) - 64}) {
    const auto rows = rowsOf(first, first + 333, compiler);
    CHECK(rows->size() == 333);
    for (const auto& [begin, end] : {std::pair<uint64_t, uint64_t>(0, 333), {32, 33}, {320, 333}, {64, 96}}) {
      std::vector<int64_t> one(end - begin + smcost::sweep::kRowsTogether), other(one);
      rows->fill(begin, end, {one.data(), nullptr, other.data()});
      for (uint64_t row = 0; row < end - begin; ++row) {
        CHECK(one[row] == int64_t{3} * drawnEntry(kSeed, kStreams[0], first + begin + row, kSizes[0]) - 1000);
        CHECK(other[row] == int64_t{3} * drawnEntry(kSeed, kStreams[2], first + begin + row, kSizes[2]) - 1000);
      }
    }
  }
}

// Of so many draws some have a word that is not taken.
void testWordsThatAreNotTaken(smcost::jit::Compiler& compiler) {
  constexpr uint64_t kDraws = uint64_t{1} << 24, kRows = 4096;
  const auto rows = rowsOf(0, kDraws, compiler);
  std::vector<int64_t> one(kRows + smcost::sweep::kRowsTogether);
  size_t left_out = 0;
  for (uint64_t begin = 0; begin < kDraws; begin += kRows) {
    rows->fill(begin, begin + kRows, {one.data(), nullptr, nullptr});
    for (uint64_t row = 0; row < kRows; ++row) {
      const uint64_t draw = begin + row, block = smcost::draws::blockOf(draw);
      CHECK(one[row] == int64_t{3} * drawnEntry(kSeed, kStreams[0], draw, kSizes[0]) - 1000);
      const auto words = smcost::draws::philox({static_cast<uint32_t>(block), static_cast<uint32_t>(block >> 32), static_cast<uint32_t>(kStreams[0]), kStreams[0] >> 32},
                                               {static_cast<uint32_t>(kSeed), kSeed >> 32});
      left_out += words[smcost::draws::wordOf(draw)] * kSizes[0] < surplusOf(kSizes[0]);
    }
  }
  CHECK(left_out > 0);
}

}  // namespace

int main() {
  smcost::jit::Compiler compiler(true, nullptr, smcost::jit::Tuning::rows);
  testParts(compiler);
  testWordsThatAreNotTaken(compiler);
  return smcost::test::finish("drawn_rows_test");
}
