// Usage types of a provider's list: which region, meter and key one means, and that the narrowest pattern holds.
#include "runtime/book/usage_types.h"

#include <chrono>
#include <cstdio>
#include <random>

#include "lang/program/usage_pattern.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;
using book::UsageMeaning;
using book::UsageTypes;

program::PriceList someList() {
  program::PriceList list;
  list.name = "Shop";
  list.regions = {{"north-1", "North", {"NO1-", ""}}, {"north-2", "North, two", {"NO-"}}, {"south-1", "South", {"NO-S-", "S-"}},
                  {"unsaid-1", "No prefix is known", {}}};
  list.usage = {{"Fit:{machine}", "fitting", "", "Hrs"},
                {"Fit:Volume", "volume", "", "GB-Mo"},
                {"Fit:big.{machine}", "big_fitting", "", "Hrs"},
                {"Fit:{machine}-kept", "keeping", "", "Hrs"},
                {"Memory-2GB", "memory", "2 GB", "seconds"},
                {"Box", "boxes", "", "Hrs"},
                {"S-{kind}", "signs", "", "Hrs"}};
  list.ignored = {{"Fit:test.*", "tests are free"}, {"Box*", "boxes in boxes"}};
  return list;
}

// "north-1 fitting(m.large)", "ignored: tests are free", "unknown".
std::string shown(const UsageMeaning& meaning) {
  if (meaning.isUnknown()) return "unknown";
  const std::string region = meaning.region->name + " ";
  if (meaning.ignored) return region + "ignored: " + meaning.ignored->reason;
  return region + meaning.usage->meter + (meaning.key.empty() ? "" : "(" + std::string(meaning.key) + ")");
}

void testMeanings() {
  const program::PriceList list = someList();
  const UsageTypes types(list);
  const auto is = [&](const char* usage, const char* wanted) {
    const std::string got = shown(types.find(usage));
    if (got != wanted) std::printf("%s: %s, not %s\n", usage, got.c_str(), wanted);
    CHECK(got == wanted);
  };
  // A prefix, none, one that is the beginning of another, one that no region has.
  is("NO1-Fit:m.large", "north-1 fitting(m.large)");
  is("Fit:m.large", "north-1 fitting(m.large)");
  is("NO-Fit:m.large", "north-2 fitting(m.large)");
  is("NO-S-Fit:m.large", "south-1 fitting(m.large)");
  is("S-Fit:m.large", "south-1 fitting(m.large)");
  is("XX-Fit:m.large", "unknown");
  is("no1-Fit:m.large", "unknown");
  // The longest prefix holds, whatever stands behind it: another reading would be a guess.
  is("NO-S-small", "unknown");
  is("NO-S-S-small", "south-1 signs(small)");
  is("NO-Fits", "unknown");
  // The narrowest pattern: a literal, a longer beginning, a longer end.
  is("NO1-Fit:Volume", "north-1 volume");
  is("NO1-Fit:Volumes", "north-1 fitting(Volumes)");
  is("NO1-Fit:big.large", "north-1 big_fitting(large)");
  is("NO1-Fit:big.", "north-1 fitting(big.)");
  is("NO1-Fit:m.large-kept", "north-1 keeping(m.large)");
  is("NO1-Fit:-kept", "north-1 fitting(-kept)");
  // Of one key; ignored, where `*` may be nothing, and a literal is narrower all the same.
  is("NO-Memory-2GB", "north-2 memory(2 GB)");
  is("NO-Memory-3GB", "unknown");
  is("NO-Fit:test.large", "north-2 ignored: tests are free");
  is("NO-Fit:test.", "north-2 ignored: tests are free");
  is("Box", "north-1 boxes");
  is("Boxes", "north-1 ignored: boxes in boxes");
  // A key is never empty, and nothing is known by its beginning.
  is("NO1-Fit:", "unknown");
  is("NO1-Fit", "unknown");
  is("NO1-", "unknown");
  is("", "unknown");
  CHECK(shown(types.findIn(list.regions[3], "Fit:m.large")) == "unsaid-1 fitting(m.large)");
}

void testPatterns() {
  using program::covers;
  using program::meet;
  const auto read = [](const char* text) { return *program::readUsagePattern(text); };
  CHECK(read("Fit:{machine}").before == "Fit:" && read("Fit:{machine}").parameter == "machine");
  CHECK(read("a*b").after == "b" && read("a*b").parameter.empty() && read("a*b").is_open);
  CHECK(!read("Fit:Volume").is_open);
  for (const char* wrong : {"a{b}{c}", "a{b", "a}b", "a{}", "a**", "a{b}*", "a{b{c}}"}) CHECK(!program::readUsagePattern(wrong));
  CHECK(covers(read("a*"), read("a{k}")) && !covers(read("a{k}"), read("a*")));
  CHECK(covers(read("a{k}"), read("ab{k}")) && covers(read("a{k}"), read("a{k}b")) && !covers(read("ab{k}"), read("a{k}b")));
  CHECK(meet(read("ab{k}"), read("a{k}b")) && !meet(read("a{k}x"), read("a{k}y")) && !meet(read("a"), read("ab")));
  CHECK(!covers(read("aa{k}aa"), read("aaa")) && read("aa*aa").matches("aaaa") && !read("aa*aa").matches("aaa"));
  CHECK(!read("a{k}").matches("a") && read("a*").matches("a"));
}

// Random lists of two letters, where everything meets everything, against the plain reading of each pattern.
void testRandomLists() {
  std::mt19937 random(20261126);
  const auto word = [&](size_t least, size_t most) {
    std::string text;
    for (size_t left = least + random() % (most - least + 1); left > 0; --left) text += "ab"[random() % 2];
    return text;
  };
  size_t meant = 0;
  for (int round = 0; round < 300; ++round) {
    program::PriceList list;
    list.regions = {{"one", "", {"", word(1, 2) + "-"}}, {"two", "", {word(3, 3) + "-"}}};
    std::vector<std::string> patterns;
    for (int i = 0; i < 8; ++i) {
      const std::string pattern = random() % 3 == 0 ? word(1, 4) : word(1, 3) + "{k}" + word(0, 2);
      bool fits = true;
      for (const std::string& other : patterns) {
        const auto one = *program::readUsagePattern(pattern), two = *program::readUsagePattern(other);
        fits = fits && (!program::meet(one, two) || program::covers(one, two) != program::covers(two, one));
      }
      if (fits) patterns.push_back(pattern);
    }
    for (const std::string& pattern : patterns) list.usage.push_back({pattern, pattern, "", "Hrs"});
    const UsageTypes types(list);
    for (int i = 0; i < 200; ++i) {
      const size_t kind = random() % 3;
      const program::ListRegion& region = list.regions[kind == 2];
      const std::string& prefix = region.prefixes[kind == 1];
      const std::string text = word(1, 6);
      const program::UsageType* best = nullptr;
      for (const program::UsageType& usage : list.usage) {
        const auto pattern = *program::readUsagePattern(usage.pattern);
        if (pattern.matches(text) && (!best || program::covers(*program::readUsagePattern(best->pattern), pattern))) best = &usage;
      }
      const std::string written = prefix + text;
      const UsageMeaning found = types.find(written);
      CHECK(found.usage == best);
      CHECK(!best || found.region == &region);
      if (best) CHECK(found.key == program::readUsagePattern(best->pattern)->keyIn(text));
      meant += best != nullptr;
    }
  }
  CHECK(meant > 20000);
}

// A million rows of a list; the figure is told, and only far too slow is a failure.
void testManyRows() {
  program::PriceList list = someList();
  for (int i = 0; i < 60; ++i) list.usage.push_back({"Service" + std::to_string(i) + ":{machine}", "meter", "", "Hrs"});
  const UsageTypes types(list);
  std::vector<std::string> rows;
  for (int i = 0; i < 1000; ++i) rows.push_back("NO1-Service" + std::to_string(i % 60) + ":m" + std::to_string(i) + ".24xlarge");
  const auto begin = std::chrono::steady_clock::now();
  size_t found = 0;
  for (int round = 0; round < 1000; ++round) {
    for (const std::string& row : rows) found += types.find(row).usage != nullptr;
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  std::printf("1,000,000 usage types in %.0f ms\n", took.count());
  CHECK(found == 1000000);
  CHECK(took.count() < 5000);
}

}  // namespace

int main() {
  testMeanings();
  testPatterns();
  testRandomLists();
  testManyRows();
  return smcost::test::finish("usage_types_test");
}
