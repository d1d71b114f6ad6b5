// Exact numbers against expectations written by hand: text cannot reach every mode on
// every sign and at every width.
#include "lang/base/rational.h"

#include <array>
#include <optional>
#include <string>

#include "test/unit/check.h"

namespace {

using namespace smcost::base;

// What -x, x and so on become under each mode, in the order of RoundingMode.
struct RoundingCase {
  const char* x;
  std::array<const char*, 6> expected;  // down floor ceil up half_up half_even
};

constexpr std::array<RoundingMode, 6> kModes = {RoundingMode::down, RoundingMode::floor,   RoundingMode::ceil,
                                                RoundingMode::up,   RoundingMode::half_up, RoundingMode::half_even};

void roundsToWholes() {
  const RoundingCase cases[] = {
      {"0", {"0", "0", "0", "0", "0", "0"}},
      {"7", {"7", "7", "7", "7", "7", "7"}},
      {"-7", {"-7", "-7", "-7", "-7", "-7", "-7"}},
      {"1/3", {"0", "0", "1", "1", "0", "0"}},
      {"-1/3", {"0", "-1", "0", "-1", "0", "0"}},
      {"2/3", {"0", "0", "1", "1", "1", "1"}},
      {"-2/3", {"0", "-1", "0", "-1", "-1", "-1"}},
      {"1/2", {"0", "0", "1", "1", "1", "0"}},
      {"-1/2", {"0", "-1", "0", "-1", "-1", "0"}},
      {"3/2", {"1", "1", "2", "2", "2", "2"}},
      {"-3/2", {"-1", "-2", "-1", "-2", "-2", "-2"}},
      {"5/2", {"2", "2", "3", "3", "3", "2"}},
      {"-5/2", {"-2", "-3", "-2", "-3", "-3", "-2"}},
      {"7/2", {"3", "3", "4", "4", "4", "4"}},
      {"-7/2", {"-3", "-4", "-3", "-4", "-4", "-4"}},
      // 2^63 = 9223372036854775808, minus and plus a half around it.
      {"18446744073709551615/2",
       {"9223372036854775807", "9223372036854775807", "9223372036854775808", "9223372036854775808",
        "9223372036854775808", "9223372036854775808"}},
      {"18446744073709551617/2",
       {"9223372036854775808", "9223372036854775808", "9223372036854775809", "9223372036854775809",
        "9223372036854775809", "9223372036854775808"}},
      {"-18446744073709551617/2",
       {"-9223372036854775808", "-9223372036854775809", "-9223372036854775808", "-9223372036854775809",
        "-9223372036854775809", "-9223372036854775808"}},
      // 2^127 = 170141183460469231731687303715884105728, a tie just above it.
      {"340282366920938463463374607431768211457/2",
       {"170141183460469231731687303715884105728", "170141183460469231731687303715884105728",
        "170141183460469231731687303715884105729", "170141183460469231731687303715884105729",
        "170141183460469231731687303715884105729", "170141183460469231731687303715884105728"}},
      {"-340282366920938463463374607431768211457/2",
       {"-170141183460469231731687303715884105728", "-170141183460469231731687303715884105729",
        "-170141183460469231731687303715884105728", "-170141183460469231731687303715884105729",
        "-170141183460469231731687303715884105729", "-170141183460469231731687303715884105728"}},
      // (2^255 + 1) / 3 is whole, 2^255 / 3 is a third below it.
      {"57896044618658097711785492504343953926634992332820282019728792003956564819969/3",
       {"19298681539552699237261830834781317975544997444273427339909597334652188273323",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323"}},
      {"57896044618658097711785492504343953926634992332820282019728792003956564819968/3",
       {"19298681539552699237261830834781317975544997444273427339909597334652188273322",
        "19298681539552699237261830834781317975544997444273427339909597334652188273322",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323",
        "19298681539552699237261830834781317975544997444273427339909597334652188273323"}},
      // Ties on both sides of 2^255 = 57896044618658097711785492504343953926634992332820282019728792003956564819968.
      {"115792089237316195423570985008687907853269984665640564039457584007913129639935/2",
       {"57896044618658097711785492504343953926634992332820282019728792003956564819967",
        "57896044618658097711785492504343953926634992332820282019728792003956564819967",
        "57896044618658097711785492504343953926634992332820282019728792003956564819968",
        "57896044618658097711785492504343953926634992332820282019728792003956564819968",
        "57896044618658097711785492504343953926634992332820282019728792003956564819968",
        "57896044618658097711785492504343953926634992332820282019728792003956564819968"}},
      {"115792089237316195423570985008687907853269984665640564039457584007913129639937/2",
       {"57896044618658097711785492504343953926634992332820282019728792003956564819968",
        "57896044618658097711785492504343953926634992332820282019728792003956564819968",
        "57896044618658097711785492504343953926634992332820282019728792003956564819969",
        "57896044618658097711785492504343953926634992332820282019728792003956564819969",
        "57896044618658097711785492504343953926634992332820282019728792003956564819969",
        "57896044618658097711785492504343953926634992332820282019728792003956564819968"}},
      {"-115792089237316195423570985008687907853269984665640564039457584007913129639937/2",
       {"-57896044618658097711785492504343953926634992332820282019728792003956564819968",
        "-57896044618658097711785492504343953926634992332820282019728792003956564819969",
        "-57896044618658097711785492504343953926634992332820282019728792003956564819968",
        "-57896044618658097711785492504343953926634992332820282019728792003956564819969",
        "-57896044618658097711785492504343953926634992332820282019728792003956564819969",
        "-57896044618658097711785492504343953926634992332820282019728792003956564819968"}},
  };
  for (const RoundingCase& one : cases) {
    Rational x(one.x);
    x.canonicalize();
    for (size_t i = 0; i < kModes.size(); ++i) {
      CHECK_EQ(roundTo(x, 1, kModes[i]).get_str(), std::string(one.expected[i]));
      CHECK_EQ(divideRounded(x.get_num(), x.get_den(), kModes[i]).get_str(), std::string(one.expected[i]));
    }
  }
}

void roundsToOtherQuanta() {
  const Rational cent(1, 100);
  CHECK_EQ(roundTo(Rational(225, 1000), cent, RoundingMode::half_up), Rational(23, 100));
  CHECK_EQ(roundTo(Rational(-225, 1000), cent, RoundingMode::half_up), Rational(-23, 100));
  CHECK_EQ(roundTo(Rational(225, 1000), cent, RoundingMode::half_even), Rational(11, 50));
  CHECK_EQ(roundTo(Rational(-225, 1000), cent, RoundingMode::half_even), Rational(-11, 50));
  CHECK_EQ(roundTo(Rational(10), Rational(3), RoundingMode::up), Rational(12));
  CHECK_EQ(roundTo(Rational(-10), Rational(3), RoundingMode::ceil), Rational(-9));
  CHECK_EQ(roundTo(Rational(-10), Rational(3), RoundingMode::floor), Rational(-12));
  CHECK_EQ(roundTo(Rational(1), Rational(2, 3), RoundingMode::half_even), Rational(4, 3));
}

void knowsItsModes() {
  for (RoundingMode mode : kModes) CHECK(roundingModeFromName(roundingModeName(mode)) == mode);
  CHECK_EQ(roundingModeName(RoundingMode::half_even), "half_even");
  CHECK(!roundingModeFromName("bankers"));
}

void findsCommonMeasures() {
  CHECK_EQ(gcd(Rational(1, 4), Rational(1, 6)), Rational(1, 12));
  CHECK_EQ(gcd(Rational(3, 4), Rational(9, 2)), Rational(3, 4));
  CHECK_EQ(gcd(Rational(0), Rational(-3, 7)), Rational(3, 7));
  CHECK_EQ(gcd(Rational(-12), Rational(18)), Rational(6));
  CHECK_EQ(gcd(Rational(0), Rational(0)), Rational(1));
}

std::string parsed(std::string_view text) {
  std::optional<Rational> value = parseDecimal(text);
  return value ? value->get_str() : "none";
}

void readsDecimals() {
  CHECK_EQ(parsed("0"), "0");
  CHECK_EQ(parsed("007"), "7");
  CHECK_EQ(parsed("1_000.25"), "4001/4");
  CHECK_EQ(parsed("0.922"), "461/500");
  CHECK_EQ(parsed("9223372036854775809"), "9223372036854775809");
  for (const char* bad : {"", "_", ".", "1.", ".5", "1__0", "1_", "_1", "1._5", "-1", "1e3", "1 0", "1,5", "1.2.3"}) {
    CHECK_EQ(parsed(bad), "none");
  }
  // A million digits must not take quadratic time.
  CHECK_EQ(bitSize(*parseDecimal(std::string(1'000'000, '9'))), size_t{3'321'929});
}

void writesDecimals() {
  CHECK_EQ(toExactString(Rational(461, 750)), "461/750");
  CHECK_EQ(toExactString(Rational(-461, 750)), "-461/750");
  CHECK_EQ(toExactString(Rational(461, 500)), "0.922");
  CHECK_EQ(toExactString(Rational(-1, 8)), "-0.125");
  CHECK_EQ(toExactString(Rational(1200)), "1200");
  CHECK_EQ(toExactString(Rational(0)), "0");
  CHECK_EQ(toExactString(Rational(1, 1024)), "0.0009765625");

  CHECK_EQ(toFixed(Rational(1, 3), 2), "0.33");
  CHECK_EQ(toFixed(Rational(-5, 1000), 2), "-0.01");
  CHECK_EQ(toFixed(Rational(5, 1000), 2, RoundingMode::half_even), "0.00");
  CHECK_EQ(toFixed(Rational(-1, 1000), 2), "0.00");
  CHECK_EQ(toFixed(Rational(1999, 1000), 2, RoundingMode::down), "1.99");
  CHECK_EQ(toFixed(Rational(5, 2), 0), "3");
  CHECK_EQ(toFixed(Rational(2), 2), "2.00");
  CHECK_EQ(toFixed(Rational(1'234'567), 1), "1234567.0");

  CHECK_EQ(toShown(Rational(461, 750), 6), "0.614667…");
  CHECK_EQ(toShown(Rational(461, 500), 6), "0.922");
  CHECK_EQ(toShown(Rational(461, 500), 2), "0.92…");
  CHECK_EQ(toShown(Rational(-1, 3), 2), "-0.33…");
  CHECK_EQ(toShown(Rational(40), 2), "40");

  CHECK_EQ(finiteDigits(Rational(1, 40)).value_or(-1), 3);
  CHECK_EQ(finiteDigits(Rational(1, 3125)).value_or(-1), 5);
  CHECK_EQ(finiteDigits(Rational(12)).value_or(-1), 0);
  CHECK(!finiteDigits(Rational(1, 6)));
}

void measuresNumbers() {
  CHECK_EQ(powerOfTen(-3), Rational(1, 1000));
  CHECK_EQ(powerOfTen(0), Rational(1));
  CHECK_EQ(powerOfTen(20).get_str(), "100000000000000000000");
  CHECK(isWhole(Rational(-3)));
  CHECK(!isWhole(Rational(1, 2)));
  CHECK_EQ(bitSize(Rational("9223372036854775807")), size_t{63});
  CHECK_EQ(bitSize(Rational("9223372036854775808")), size_t{64});
  CHECK_EQ(bitSize(Rational("1/170141183460469231731687303715884105728")), size_t{128});
}

}  // namespace

int main() {
  roundsToWholes();
  roundsToOtherQuanta();
  knowsItsModes();
  findsCommonMeasures();
  readsDecimals();
  writesDecimals();
  measuresNumbers();
  return smcost::test::finish("rational_test");
}
