// The whole test framework: CHECK_EQ prints both sides and counts; main returns the count.
#pragma once

#include <iostream>

namespace smcost::test {

inline int failures = 0;

template <class Left, class Right>
void checkEqual(const Left& found, const Right& expected, const char* text, const char* file, int line) {
  if (found == expected) return;
  ++failures;
  std::cerr << file << ':' << line << ": " << text << "\n  found    " << found << "\n  expected " << expected << '\n';
}

inline int finish(const char* name) {
  std::cerr << name << ": " << (failures == 0 ? "all right" : "FAILED") << '\n';
  return failures == 0 ? 0 : 1;
}

}  // namespace smcost::test

#define CHECK_EQ(found, expected) \
  ::smcost::test::checkEqual((found), (expected), #found, __FILE__, __LINE__)
#define CHECK(condition) CHECK_EQ(static_cast<bool>(condition), true)
