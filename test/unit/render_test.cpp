// The renderers on places that a spec can hardly reach in one file: ends of files,
// labels elsewhere, bytes that are no text, very long lines.
#include "lang/diagnostics/render.h"

#include <string>

#include "test/unit/check.h"

namespace {

using namespace smcost;
using namespace smcost::diagnostics;

struct World {
  source::SourceManager sources;
  Sink sink;

  source::FileId add(std::string text, std::string name = "spec.smcost") {
    return sources.add(std::move(name), std::move(text));
  }
  std::string rich() { return render(sink, sources, {}); }
  std::string in(Style style, size_t max = 50) { return render(sink, sources, {style, false, max}); }
};

void drawsBothSides() {
  World w;
  source::FileId f = w.add("# a\n\n\nlet x = 5 s + 3 GB\n");
  w.sink.report({f, 14, 17}, kinds::unit_mismatch, "`Time` and `Data` cannot be added")
      .primary("`Time` because of this")
      .label({f, 20, 24}, "`Data` because of this")
      .note("left   s\nright  GB")
      .hint("write a time")
      .fix({f, 20, 24}, "3 s", "");
  CHECK_EQ(w.rich(),
           "error: `Time` and `Data` cannot be added [SMC3001]\n"
           "  --> spec.smcost:4:9\n"
           "   |\n"
           " 4 | let x = 5 s + 3 GB\n"
           "   |         ^^^   ---- `Data` because of this\n"
           "   |         `Time` because of this\n"
           "   = note: left   s\n"
           "           right  GB\n"
           "   = hint: write a time\n"
           "   = fix: replace `3 GB` by `3 s`\n");
  CHECK_EQ(w.in(Style::short_), "spec.smcost:4:9: error: `Time` and `Data` cannot be added [SMC3001]\n");
}

void drawsSeveralLinesAndFiles() {
  World w;
  source::FileId a = w.add("let a = (1\n  + 2\n  + 3\n  + 4)\nlet b = 1\n");
  source::FileId b = w.add("let a = 2", "other.smcost");
  w.sink.report({a, 8, 30}, kinds::duplicate_name, "a").primary("again").label({a, 34, 35}, "near").label({b, 4, 5}, "first");
  CHECK_EQ(w.rich(),
           "error: `a` is defined twice [SMC2003]\n"
           "  --> spec.smcost:1:9\n"
           "   |\n"
           " 1 | let a = (1\n"
           "   |         ^^\n"
           " ...\n"
           " 4 |   + 4)\n"
           "   |   ^^^^ again\n"
           " 5 | let b = 1\n"
           "   |     - near\n"
           "  ::: other.smcost:1:5\n"
           "   |\n"
           " 1 | let a = 2\n"
           "   |     - first\n");
}

void drawsWithoutPlaceAndAtTheEnd() {
  World w;
  source::FileId f = w.add("let a =");
  w.sink.report({f, 7, 7}, kinds::unexpected_text, "a value", "the end of the file");
  w.sink.report({}, kinds::cannot_read, "x.smcost", "no such file").hint("check the name");
  CHECK_EQ(w.rich(),
           "error: expected a value, found the end of the file [SMC1001]\n"
           "  --> spec.smcost:1:8\n"
           "   |\n"
           " 1 | let a =\n"
           "   |        ^\n"
           "\n"
           "error: cannot read `x.smcost`: no such file [SMC9001]\n"
           "  = hint: check the name\n");
}

void countsCodePointsAndShowsControls() {
  World w;
  source::FileId f = w.add("\t# é\x01\xFF€ x\r\n");
  // Bytes: tab 0, # 1, blank 2, é 3-4, SOH 5, FF 6, € 7-9, blank 10, x 11.
  w.sink.report({f, 6, 7}, kinds::invalid_utf8).label({f, 11, 12}, "x");
  CHECK_EQ(w.rich(),
           "error: this byte is not valid UTF-8 [SMC1002]\n"
           "  --> spec.smcost:1:6\n"
           "   |\n"
           " 1 |     # é␁\xEF\xBF\xBD€ x\n"
           "   |         ^  - x\n");
}

void cutsLongLines() {
  World w;
  std::string text = std::string(3'000'000, 'a') + " wrong " + std::string(3'000'000, 'b');
  source::FileId f = w.add(text);
  w.sink.report({f, 3'000'001, 3'000'006}, kinds::unknown_name, "wrong").label({f, 5'000'000, 5'000'001}, "far");
  const std::string out = w.rich();
  CHECK(out.size() < 1000);
  CHECK(out.find("spec.smcost:1:3000002") != std::string::npos);
  CHECK(out.find("…" + std::string(49, 'a') + " wrong bbb") != std::string::npos);
  CHECK(out.find(std::string(51, ' ') + "^^^^^") != std::string::npos);
  CHECK(out.find("- far") != std::string::npos);
}

void sortsCountsAndDropsDoubles() {
  World w;
  source::FileId f = w.add("a b c d");
  for (uint32_t at : {6U, 2U, 2U, 0U, 4U}) w.sink.report({f, at, at + 1}, kinds::unknown_unit, std::string(1, "a b c d"[at]));
  CHECK_EQ(w.in(Style::short_, 2),
           "spec.smcost:1:1: error: `a` is no unit [SMC2006]\n"
           "spec.smcost:1:3: error: `b` is no unit [SMC2006]\n"
           "… and 2 more errors\n");
  CHECK_EQ(w.in(Style::short_, 3).substr(w.in(Style::short_, 3).find("…")), "… and 1 more error\n");
}

void writesJson() {
  World w;
  CHECK_EQ(w.in(Style::json), "[]\n");
  source::FileId f = w.add("é \"\xFF");
  w.sink.report({f, 3, 5}, kinds::unknown_name, "\"\xFF\n").fix({f, 3, 4}, "x", "write x");
  CHECK_EQ(w.in(Style::json),
           "[\n  {\"code\": \"SMC2001\", \"severity\": \"error\", \"message\": \"unknown name `\\\"\xEF\xBF\xBD\\n`\", "
           "\"file\": \"spec.smcost\", \"line\": 1, \"column\": 3, \"end_line\": 1, \"end_column\": 5, \"label\": \"\", "
           "\"labels\": [], \"notes\": [], \"hints\": [], \"fixes\": [{\"file\": \"spec.smcost\", \"begin\": 3, \"end\": 4, "
           "\"line\": 1, \"column\": 3, \"replacement\": \"x\", \"title\": \"write x\", \"applicability\": \"choice\"}]}\n]\n");
}

void colorsOnlyWhenAsked() {
  World w;
  source::FileId f = w.add("a");
  w.sink.report({f, 0, 1}, kinds::unknown_name, "a");
  CHECK(w.rich().find('\x1b') == std::string::npos);
  CHECK(render(w.sink, w.sources, {Style::rich, true, 50}).find("\x1b[1;31merror\x1b[0m") == 0);
}

}  // namespace

int main() {
  drawsBothSides();
  drawsSeveralLinesAndFiles();
  drawsWithoutPlaceAndAtTheEnd();
  countsCodePointsAndShowsControls();
  cutsLongLines();
  sortsCountsAndDropsDoubles();
  writesJson();
  colorsOnlyWhenAsked();
  return smcost::test::finish("render_test");
}
