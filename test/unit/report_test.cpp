// Every printer on a bill made by hand, with names that could break each of them.
#include "runtime/report/bill/write.h"

#include <sstream>

#include "compiler/reference/reference_engine.h"
#include "runtime/rating/rating.h"
#include "runtime/report/explain/explain.h"
#include "test/unit/check.h"
#include "test/unit/rating_program.h"

namespace {

using namespace smcost;
using base::Rational;

bool holds(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  std::cerr << "not found: " << part << "\nin:\n" << text << '\n';
  return false;
}

// 100 s at 1/300 is 1/3; a free line; a name with a quote, a comma and a pipe.
void printsEveryFormat() {
  HandMade hand;
  const auto meter = hand.meter("compute");
  const auto free = hand.meter("rules");
  hand.program.meters.edit()[1].free_reason = "built-in";
  hand.program.rate_texts.edit()[hand.row(meter, "a", Rational(1, 300)).text.value].price = "0.00333";
  hand.use(meter, {{"one", "a", 100}});
  hand.use(free, {{"say \"a,b|c\"", "a", 60}});
  hand.program.usage[0].not_included = {"training volume"};
  diagnostics::Sink sink;
  const auto engine = reference::makeEngine();
  const auto bill = runtime::rate(hand.program, *engine, sink);
  source::SourceManager sources;
  runtime::ReportContext context;
  context.bill = bill.get();
  context.sources = &sources;
  context.checks.push_back({program::Check::Kind::budget, true, true, {}, {}});
  const auto print = [&](runtime::Format format) {
    std::ostringstream out;
    runtime::writeReport(out, context, format);
    return out.str();
  };
  const std::string text = print(runtime::Format::text);
  CHECK(holds(text, "0.333333… USD exactly 1/3"));
  CHECK(holds(text, "free: built-in"));
  CHECK(holds(text, "not included:  training volume"));
  CHECK(holds(text, "invoice total  0.33 USD"));
  CHECK(holds(text, "1 of 1 passed, 1 with a warning"));
  const std::string json = print(runtime::Format::json);
  CHECK(holds(json, R"("total": {"exact":"1/3","decimal":"0.333333"})"));
  CHECK(holds(json, R"("reason":"free: built-in","source":null)"));
  CHECK(holds(json, R"("hours":{"exact":"744","decimal":"744"})"));
  const std::string csv = print(runtime::Format::csv);
  CHECK(holds(csv, "\"say \"\"a,b|c\"\"\","));
  CHECK(holds(csv, ",0.333333,USD,1/3,"));
  const std::string markdown = print(runtime::Format::markdown);
  CHECK(holds(markdown, "a,b\\|c"));
  std::ostringstream explained;
  CHECK(runtime::writeExplain(explained, context, "one.line"));
  CHECK(holds(explained.str(), "source Prices, https://prices.example, retrieved 2025-01-01"));
  CHECK(holds(explained.str(), "100 s x 0.00333 USD/s = 0.333333… USD exactly 1/3"));
  CHECK(!runtime::writeExplain(explained, context, "one.other"));
  CHECK_EQ(runtime::explainNames(*bill).size(), 4u);
}

// What says itself what it is worth is left out, and so is a second part of the same text.
void saysWhyACheckFailed() {
  source::SourceManager sources;
  const source::FileId file = sources.add("spec.smcost", "share + 2 USD + share");
  const auto part = [&](uint32_t begin, uint32_t end, const Rational& value, std::string figure) {
    return runtime::CheckPart{{file, begin, end}, value, {value, std::move(figure), "USD"}};
  };
  const Rational third(1, 3);
  const std::vector<runtime::CheckPart> parts = {part(0, 5, third, "0.33333333…"), part(8, 13, 2, "2"), part(16, 21, third, "0.33333333…")};
  CHECK_EQ(runtime::failureText(parts, sources), "share is 0.33333333… USD (exactly 1/3 in base units)");
  CHECK_EQ(runtime::failureText({}, sources), "");
}

}  // namespace

int main() {
  printsEveryFormat();
  saysWhyACheckFailed();
  return smcost::test::finish("report");
}
