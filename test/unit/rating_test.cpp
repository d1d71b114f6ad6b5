// Rating of programs made by hand. Every expectation is a fraction worked out in the
// comment beside it.
#include "runtime/rating/rating.h"

#include <string>
#include <vector>

#include "compiler/reference/reference_engine.h"
#include "runtime/rating/invoice.h"
#include "runtime/rating/split.h"
#include "test/unit/check.h"
#include "test/unit/rating_program.h"

namespace {

using namespace smcost;
using base::Rational;

struct Rated {
  diagnostics::Sink sink;
  std::unique_ptr<runtime::Bill> bill;

  explicit Rated(program::Program& program, runtime::Scopes scopes = runtime::Scopes::file) {
    const auto engine = reference::makeEngine();
    bill = runtime::rate(program, *engine, sink, scopes);
  }
  // The one message, as its code; 0 when there is none or more than one.
  unsigned code() const { return sink.all().size() == 1 ? sink.all().front().kind->number : 0; }
};

std::string text(const Rational& value) { return base::toExactString(value); }

// 7200 s at 1/1000 and 1800 s at 1/500: 7.2 and 3.6, in all 10.8.
void ratesFlatPrices() {
  HandMade hand;
  const auto meter = hand.meter("compute");
  hand.row(meter, "a", Rational(1, 1000));
  hand.row(meter, "b", Rational(1, 500));
  hand.use(meter, {{"one", "a", 7200}, {"two", "b", 1800}});
  Rated rated(hand.program);
  CHECK_EQ(rated.sink.all().size(), 0u);
  CHECK_EQ(text(rated.bill->total()), "10.8");
  const auto lines = rated.bill->lines();
  CHECK_EQ(lines.size(), 2u);
  CHECK_EQ(text(lines[0].cost), "7.2");
  CHECK_EQ(text(lines[1].charges.at(0).cost), "3.6");
  CHECK_EQ(text(rated.bill->value({{1}, "line", {}})), "3.6");
  CHECK_EQ(text(rated.bill->value({{1}, "other", {}})), "0");
}

}  // namespace

int main() {
  ratesFlatPrices();
  return smcost::test::finish("rating");
}
