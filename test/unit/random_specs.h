// Random specs: items of every kind, and the same items laid out as nobody would.
#pragma once

#include <functional>

#include "test/unit/random_statements.h"

namespace smcost::test {

class RandomSpecs : public RandomStatements {
 public:
  using RandomStatements::RandomStatements;

  std::string spec() {
    std::string text;
    for (int i = 1 + below(12); i > 0; --i) {
      text += item_() + (chance(5) ? "  # " + std::to_string(below(1000)) : "") + "\n";
      if (chance(3)) text += chance(2) ? "\n" : "\n\n\n";
      if (chance(4)) text += "# a comment " + std::to_string(below(1000)) + "\n";
      if (chance(8)) text += "## a summary " + std::to_string(below(1000)) + "\n";
    }
    return text;
  }

  // The same tokens, with other blanks, line ends and comments between them. Not each such
  // text still reads the same: whoever asks looks.
  std::string disturbed(const std::string& text) {
    std::string result;
    const std::string far = "\n" + std::string(static_cast<size_t>(90 + below(3)), ' ');
    bool in_text = false, in_comment = false;
    for (char c : text) {
      if (c == '\n') in_comment = false;
      if (!in_comment && c == '"') in_text = !in_text;
      if (!in_text && c == '#') in_comment = true;
      bool is_gap = !in_text && !in_comment && c == ' ' && !result.empty() && result.back() != '\n' && result.back() != ' ';
      if (is_gap && chance(6)) result += pick({"  ", " \t ", "    "});
      else if (is_gap && chance(14)) result += far;
      else if (is_gap && chance(30)) result += "  # why " + std::to_string(below(1000)) + far;
      else if (is_gap && chance(60)) result += far + "# alone " + std::to_string(below(1000)) + far;
      else result += c;
      bool is_sign = !in_text && !in_comment && std::string_view("(,{=").find(c) != std::string_view::npos;
      if (is_sign && chance(10)) result += chance(2) ? " " : far;
    }
    return result;
  }

 private:
  // Some of them, with `between` between.
  template <class Make>
  std::string several(int most, const std::string& between, Make make) {
    std::string text = make();
    for (int i = below(most); i > 0; --i) text += between + make();
    return text;
  }
  std::string braces(int most, const std::string& items_between, const std::string& begin, const std::string& end,
                     const std::function<std::string()>& make) {
    return "{" + begin + several(most, items_between, make) + end + "}";
  }
  // In lines or on one.
  std::string block(int most, const std::function<std::string()>& make, const std::string& indent = "  ") {
    const std::string outer = indent.substr(2);
    if (chance(3)) return braces(most, "; ", " ", " ", make);
    return braces(most, "\n" + indent, "\n" + indent, "\n" + outer, make);
  }

  std::string text() { return pick({"\"a text\"", "\"with # no comment\"", "\"{ ; } , ü€\"", "\"\""}); }
  std::string type() { return pick({"Time", "Data * Time", "Count[job]", "Data/Time", "Multiple[ box ]", "Sku", "Data in GiB"}); }
  std::string price() {
    return number() + pick({" USD/h", " USD per 1M write_unit", " USD/GB-month", " USD/GB"}) + (chance(5) ? " less 8 %" : "");
  }
  std::string comparison() {
    if (chance(3)) return name() + " in { " + several(4, ", ", [this] { return quantity(); }) + " }";
    return expression() + pick({" == ", " <= ", "<", " != "}) + expression();
  }
  std::string condition() { return several(3, pick({" and ", " or "}), [this] { return comparison(); }); }

  std::string item_() {
    switch (below(23)) {
      case 0: return "let " + name() + pick({" = ", " : Time = ", "="}) + expression();
      case 1: return "let " + name() + " = days 1..10: 10k/day, day 11: 200k/day, otherwise: 0/day";
      case 2: return "param " + name() + " : " + type() + " = " + quantity() + domain();
      case 3: return "expect " + condition() + (chance(2) ? "  printed " + text() : "") + (chance(2) ? " erratum " + text() : "");
      case 4: return "budget total <= " + quantity() + (chance(2) ? " warn at 80 %" : "");
      case 5: return "unit " + several(3, " ", [this] { return name(); }) + (chance(2) ? " : Time" : "=60 s");
      case 6: return "words Size " + block(5, [this] { return name(); });
      case 7: return "skus { " + several(30, ", ", [this] { return sku(); }) + pick({" }", ", }"});
      case 8: return facts();
      case 9: return rates();
      case 10: return workload();
      case 11: return meter();
      case 12: return "source " + name() + " " + block(4, [this] { return name() + " " + text(); });
      case 13: return "test " + text() + " " + block(3, [this] { return chance(2) ? "expect " + condition() : statementOnOneLine(); });
      case 14: return "rejects " + text() + " { " + several(2, "; ", [this] { return "run " + quantity(); }) + " } with SMC2107";
      case 15: return "allowance " + name() + " 250 h trial 2 months on " + several(3, ", ", [this] { return name() + "(" + sku() + ")"; }) +
                      (chance(3) ? " excludes " + name() : "");
      case 16: return "fn " + name() + "(a : Data, b: Time) : Time = if " + condition() + " then " + expression() + " else " + expression();
      case 17: return "zones 2015..2037 " + text() + " " + block(4, [this] { return pick({"Europe/Berlin +1:00", "Asia/Hong_Kong  +8:00", "Australia/Sydney +10:00"}); });
      case 18: return "scenario " + name() + " " + block(4, [this] { return change(); });
      case 19: return priceList();
      case 20: return regions();
      default: return statement();
    }
  }

  std::string statementOnOneLine() {
    std::string text = statement();
    while (text.find('\n') != std::string::npos) text = statement();
    return text;
  }
  std::string change() {
    if (chance(3)) return "drop " + name();
    return "set " + name() + "." + word() + pick({" = ", "=", "   = "}) + (chance(4) ? "none" : expression()) + (chance(5) ? " each" : "");
  }
  std::string facts() {
    return "skus facts (" + several(4, pick({", ", ",\n  "}), [this] { return name() + pick({" : ", ": "}) + type(); }) + ") " + block(4, [this] {
             return sku() + " " + several(6, ", ", [this] { return chance(3) ? text() : chance(3) ? "none" : quantity(); });
           });
  }
  std::string rates() {
    const std::string head = "rates " + name() + (chance(2) ? " region us-east-1" : "") + (chance(2) ? " source page from 2025-01-01" : "");
    if (chance(4)) return head + " { first 10 GB: " + price() + ", next 40 GB: " + price() + ", then " + price() + " }";
    return head + " " + block(6, [this] {
             return sku() + " " + (chance(6) ? "free " + text() : price() + (chance(3) ? " shown " + text() : ""));
           });
  }
  // What a `param` may be.
  std::string domain() {
    const auto weighed = [this] { return name() + " " + std::to_string(1 + below(9)); };
    switch (below(6)) {
      case 0: return " in 1..500 step 1";
      case 1: return " in " + braces(6, chance(2) ? ", " : "\n  ", " ", " ", [this] { return chance(2) ? name() : quantity(); });
      case 2: return " in skus where " + name() + " >= " + quantity() + " and price(" + name() + ") < 8 USD/h";
      case 3: return " ~ " + pick({"uniform ", "normal ", "lognormal "}) + "5min..2h step 1min";
      case 4: return chance(2) ? " ~ triangular 5..20 peak 10 step 1" : " ~ choice " + braces(4, ", ", " ", " ", weighed);
      default: return "";
    }
  }
  std::string parameter() {
    return pick({"", "bare ", "bare on ", "with ", "with many "}) + name() + pick({" : ", ": ", "   : "}) + type() +
           (chance(4) ? " each " + name() : "") + (chance(3) ? pick({" = none", " = 1x", "=5 GB"}) : "");
  }
  std::string bodyItem(int depth, const std::string& indent) {
    const std::string inner = indent + "  ";
    switch (below(depth > 2 ? 3 : 4)) {
      case 0: return "line " + name() + " = meter " + name() + (chance(2) ? "(" + sku() + ")" : "") + " " + expression();
      case 1: return "require " + condition() + (chance(2) ? " else " + text() : "");
      case 2: return "let " + name() + " = " + expression();
      default: {
        auto make = [&] { return bodyItem(depth + 1, inner); };
        return "if " + condition() + " " + block(3, make, inner) + (chance(2) ? " else " + block(2, make, inner) : "");
      }
    }
  }
  std::string workload() {
    const std::string between = chance(2) ? "\n  " : ", ";
    const bool in_lines = between != ", ";
    return pick({"workload ", "option "}) + name() + (in_lines ? "(\n  " : "(") + several(5, between, [this] { return parameter(); }) +
           (in_lines ? "\n) " : ") ") + block(4, [this] { return bodyItem(0, "  "); });
  }
  std::string priceList() {
    return "price_list " + name() + " " + block(5, [this] {
             switch (below(4)) {
               case 0: return "ignore " + text() + pick({" ", "   "}) + text();
               case 1: return "units " + block(3, [this] { return pick({"Hrs=h", "GB-Mo = GB-month", "\"1M\" = box"}); }, "    ");
               default: return name() + pick({" ", "  "}) + pick({"\"x\"", "a.b", "USD"});
             }
           });
  }
  std::string regions() {
    return "regions {" + pick({" ", "\n  "}) + several(4, pick({", ", "\n  ", "; "}), [this] {
             return name() + (chance(2) ? " " + text() : "") + (chance(3) ? " usage_prefix \"A-\"" + pick({"", ", \"\""}) : "");
           }) + pick({" }", "\n}"});
  }
  std::string meter() {
    return "meter " + name() + (chance(2) ? "(a: Sku)" : "") + pick({" : ", ": ", ":"}) + type() +
           (chance(2) ? "" : " " + block(3, [this] { return pick({"granularity 1 s up per box", "minimum 1 h", "basis month", "free \"why\"", "usage \"a:{b}\" in c", "usage   \"a\" in \"b c\" for 2 GB"}); }));
  }
};

}  // namespace smcost::test
