// Random statements, for what must hold of any text.
#pragma once

#include <fmt/format.h>

#include <random>
#include <string>

namespace smcost::test {

// Statements of every form a phrase has, the same for the same seed.
class RandomStatements {
 public:
  explicit RandomStatements(unsigned seed) : random_(seed) {}

  std::string statement() {
    std::string text = chance(2) ? name() + " = " : "";
    if (chance(12)) return text + "meter " + name() + (chance(2) ? "(" + sku() + ") " : " ") + quantity();
    text += word();
    if (chance(8)) return text + " {\n" + entries() + "}";
    text += phrase();
    for (int i = below(3); i > 0; --i) text += std::string(chance(2) ? "\n    with " : " with ") + word() + phrase();
    return text;
  }

 protected:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  // One time in so many.
  bool chance(int one_in) { return below(one_in) == 0; }
  template <size_t N>
  std::string pick(const char* const (&choices)[N]) {
    return choices[below(N)];
  }

  std::string name() { return pick({"a", "prep", "big-job", "x_2", "lab"}) + std::to_string(below(100)); }
  std::string word() { return pick({"run", "train", "host", "small", "deploy", "data_in", "storage", "memory"}); }
  std::string sku() { return pick({"ml.m4.4xlarge", "ml.c5.xlarge", "box.small", "ml.g4dn.12xlarge"}); }
  std::string number() {
    std::string digits = std::to_string(below(5000));
    if (chance(4)) digits += "." + std::to_string(below(1000));
    if (chance(6)) digits += pick({"k", "M", "G", "T"});
    return chance(20) ? "1_000_" + std::to_string(100 + below(900)) : digits;
  }
  std::string quantity() {
    if (chance(8)) return fmt::format("{}h{}min", below(9) + 1, below(59) + 1);
    return number() + pick({" ", ""}) + pick({"min", "h", "s", "GB", "GiB", "runs", "MB/day", "USD/h", "requests"});
  }
  std::string schedule() {
    if (chance(3)) return "always";
    if (chance(2)) return fmt::format("{}h/day for {} days", below(23) + 1, below(28) + 1);
    return pick({"weekdays 9:00..17:00", "days 1..10 8:00..12:00", "last 5 days of month 9:00..17:00", "0h..2h",
                 "weekdays 9:00..17:00 in Europe/Berlin"});
  }
  std::string expression(int depth = 0) {
    if (depth > 3 || chance(3)) return chance(2) ? quantity() : name();
    const std::string a = expression(depth + 1), b = expression(depth + 1);
    switch (below(5)) {
      case 0: return a + " + " + b;
      case 1: return "(" + a + ") * (" + b + ")";
      case 2: return "max(" + a + ", " + b + ")";
      case 3: return "(if " + name() + " < " + quantity() + " then " + a + " else " + b + ")";
      default: return "(" + a + ") / 2";
    }
  }
  std::string item() {
    switch (below(8)) {
      case 0: return std::to_string(below(9) + 1) + "x";
      case 1: return sku();
      case 2: return word() + " " + quantity();
      case 3: return word() + " (" + expression() + ")";
      case 4: return quantity() + " each";
      case 5: return "\"a text\"";
      case 6: return schedule();
      default: return quantity();
    }
  }
  // Items with commas between them: without one, a word may be the label of what follows.
  std::string phrase() {
    std::string text;
    for (int i = below(5); i >= 0; --i) text += (text.empty() ? " " : chance(6) ? ",\n      " : ", ") + item();
    return text;
  }
  std::string entries() {
    std::string text;
    for (int i = below(4); i >= 0; --i) text += "  " + word() + " " + quantity() + (chance(4) ? "  # why\n" : "\n");
    return text;
  }

  std::mt19937 random_;
};

}  // namespace smcost::test
