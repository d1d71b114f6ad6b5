// Rating of programs made by hand. Every expectation is a fraction worked out in the
// comment beside it.
#include "runtime/rating/rating.h"

#include <functional>
#include <string>
#include <utility>
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

  explicit Rated(program::Program& program) {
    const auto engine = reference::makeEngine();
    bill = runtime::rate(program, *engine, sink);
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
  CHECK_EQ(text(rated.bill->value({{1}, "line"})), "3.6");
  CHECK_EQ(text(rated.bill->value({{1}, "other"})), "0");
}

// 3000 s; tiers up to 1000 at 1/10, then at 1/20.
void tiered(HandMade& hand, program::MeterId meter) {
  auto& first = hand.row(meter, "a", Rational(1, 10));
  first.upper = 1000;
  hand.row(meter, "a", Rational(1, 20)).lower = 1000;
}

// One below the edge: 999/10 = 99.9. At it: 100. One above: 100 + 1/20 = 100.05.
void cutsTiersAtTheirEdges() {
  const std::pair<int, const char*> cases[] = {{0, "0"}, {999, "99.9"}, {1000, "100"}, {1001, "100.05"}};
  for (const auto& [quantity, expected] : cases) {
    HandMade hand;
    const auto meter = hand.meter("data");
    tiered(hand, meter);
    hand.use(meter, {{"one", "a", quantity}});
    Rated rated(hand.program);
    CHECK_EQ(text(rated.bill->total()), expected);
    CHECK_EQ(rated.bill->lines().at(0).charges.size(), quantity > 1000 ? 2u : 1u);
  }
}

// 700 + 800 = 1500: 1000 at 1/10 and 500 at 1/20, in all 125. The first line has 7/15:
// 700 * 1000/1500 / 10 + 700 * 500/1500 / 20 = 140/3 + 35/3 = 175/3; the second 200/3.
void sharesTiersInProportion() {
  HandMade hand;
  const auto meter = hand.meter("data");
  tiered(hand, meter);
  hand.use(meter, {{"one", "a", 700}});
  hand.use(meter, {{"two", "a", 800}});
  Rated rated(hand.program);
  const auto lines = rated.bill->lines();
  CHECK_EQ(text(lines.at(0).cost), "175/3");
  CHECK_EQ(text(lines.at(1).cost), "200/3");
  CHECK_EQ(text(rated.bill->total()), "125");
  CHECK_EQ(text(lines[0].charges.at(0).quantity + lines[1].charges.at(0).quantity), "1000");
  // Per statement 58.33 and 66.67: the invoice lines are 100.00 and 25.00.
  // Tier 1: 46.66|66 and 53.33|33: the cent left goes to the larger remainder, the first.
  // Tier 2: 11.66|66 and 13.33|33: likewise.
  const auto cents = runtime::invoiceByStatement(*rated.bill);
  CHECK_EQ(text(cents.at(0)), "58.34");
  CHECK_EQ(text(cents.at(1)), "66.66");
  CHECK_EQ(text(rated.bill->invoiceTotal()), "125");
}

// Allowance of 300 over 200 of a and 400 of b: 100 and 200 are free; left 100 at 1/10 and
// 200 at 1/100: 10 and 2. A key that the allowance does not name pays in full: 50/10 = 5.
void takesAllowancesEvenly() {
  HandMade hand;
  const auto meter = hand.meter("monitor");
  hand.row(meter, "a", Rational(1, 10));
  hand.row(meter, "b", Rational(1, 100));
  hand.row(meter, "c", Rational(1, 10));
  hand.allowance(300, {{meter, {hand.key("a"), hand.key("b")}}});
  hand.use(meter, {{"one", "a", 200}, {"two", "b", 400}, {"three", "c", 50}});
  Rated rated(hand.program);
  const auto lines = rated.bill->lines();
  CHECK_EQ(text(lines.at(0).cost), "10");
  CHECK_EQ(text(lines.at(1).cost), "2");
  CHECK_EQ(text(lines.at(2).cost), "5");
  CHECK_EQ(lines[0].charges.size(), 2u);
  CHECK(lines[0].charges[0].reason == runtime::Reason::allowance);
  CHECK_EQ(text(lines[0].charges[0].quantity), "100");
  CHECK_EQ(lines[2].charges.size(), 1u);
}

// An allowance of more than the usage leaves nothing: 100 of 100, cost 0.
void allowanceCoversAll() {
  HandMade hand;
  const auto meter = hand.meter("monitor");
  hand.row(meter, "a", Rational(1, 10));
  hand.allowance(300, {{meter, {}}});
  hand.use(meter, {{"one", "a", 100}});
  Rated rated(hand.program);
  CHECK_EQ(text(rated.bill->total()), "0");
  CHECK_EQ(text(rated.bill->lines().at(0).charges.at(0).quantity), "100");
}

// 61 + 62 = 123 rounded up over the bill to 60s: 180, at 1/10: 18 in all. By quantity:
// 61/123 * 18 = 366/41 and 62/123 * 18 = 372/41. With a minimum of 300: 30 in all.
void roundsPerBill() {
  HandMade hand;
  const auto meter = hand.meter("sessions");
  hand.row(meter, "a", Rational(1, 10));
  hand.program.meters.edit()[0].bill_granularity = {{60, base::RoundingMode::up, {}, {}}};
  hand.use(meter, {{"one", "a", 61}, {"two", "a", 62}});
  Rated rated(hand.program);
  CHECK_EQ(text(rated.bill->total()), "18");
  CHECK_EQ(text(rated.bill->lines().at(0).cost), "366/41");
  CHECK_EQ(text(rated.bill->lines().at(1).cost), "372/41");
  hand.program.meters.edit()[0].name = "sessions with a minimum";
  hand.program.meters.edit()[0].bill_minimum = {{300, base::RoundingMode::up, {}, {}}};
  Rated again(hand.program);
  CHECK_EQ(text(again.bill->total()), "30");
}

// Two keys of 0.005 each: by line 0.01 + 0.01, by total 0.01 (a tie goes up).
void roundsTheInvoice() {
  for (const auto policy : {program::InvoicePolicy::lines, program::InvoicePolicy::total}) {
    HandMade hand;
    const auto meter = hand.meter("compute");
    hand.row(meter, "a", Rational(1, 1000));
    hand.row(meter, "b", Rational(1, 1000));
    hand.program.invoice = policy;
    hand.use(meter, {{"one", "a", 5}, {"two", "b", 5}});
    Rated rated(hand.program);
    const bool lines = policy == program::InvoicePolicy::lines;
    CHECK_EQ(text(rated.bill->total()), "0.01");
    CHECK_EQ(text(rated.bill->invoiceTotal()), lines ? "0.02" : "0.01");
    // By total 0.5 cents each of one cent: a tie, which the earlier statement gets.
    const auto cents = runtime::invoiceByStatement(*rated.bill);
    CHECK_EQ(text(cents.at(0)), "0.01");
    CHECK_EQ(text(cents.at(1)), lines ? "0.01" : "0");
  }
}

// Half a cent from 90 min at 0.15 an hour: 0.225 is 0.23.
void roundsHalfUp() {
  HandMade hand;
  const auto meter = hand.meter("compute");
  hand.row(meter, "a", Rational(15, 360000));
  hand.use(meter, {{"one", "a", 5400}});
  CHECK_EQ(text(Rated(hand.program).bill->invoiceTotal()), "0.23");
}

std::string split(long total, std::vector<Rational> weights) {
  std::string parts;
  for (const auto& part : runtime::splitByLargestRemainder(total, weights)) parts += part.get_str() + " ";
  return parts;
}

void splitsByLargestRemainder() {
  // 10/3 each, remainders equal: the first gets the cent.
  CHECK_EQ(split(10, {1, 1, 1}), "4 3 3 ");
  // 10 * 2/7 = 2 6/7, 10 * 5/7 = 7 1/7.
  CHECK_EQ(split(10, {2, 5}), "3 7 ");
  CHECK_EQ(split(2, {Rational(1, 3), 0, Rational(1, 3)}), "1 0 1 ");
  // -10/3 has the floor -4, remainder 2/3 each: two cents come back to the earlier.
  CHECK_EQ(split(-10, {1, 1, 1}), "-3 -3 -4 ");
  // Weights 3 and -1 of sum 2: 5 * 3/2 = 7 1/2 and -2 1/2 with the floor -3, remainder 1/2.
  CHECK_EQ(split(5, {3, -1}), "8 -3 ");
  CHECK_EQ(split(5, {0, 1, -1}), "0 5 0 ");
  CHECK_EQ(split(5, {0, 0}), "5 0 ");
  CHECK_EQ(split(5, {}), "");
}

// What cannot bill is an error, never 0.
void refusesWhatHasNoPrice() {
  const auto codeOf = [](const std::function<void(HandMade&, program::MeterId)>& change) {
    HandMade hand;
    const auto meter = hand.meter("compute");
    hand.row(meter, "a", Rational(1, 1000));
    change(hand, meter);
    hand.use(meter, {{"one", "a", 60}, {"two", "a", 60}});
    Rated rated(hand.program);
    CHECK_EQ(rated.bill == nullptr, rated.code() != 0);
    return rated.code();
  };
  CHECK_EQ(codeOf([](HandMade&, program::MeterId) {}), 0u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) { h.program.rates.edit().clear(); }), 4001u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) { h.program.rates.edit()[0].edition = h.program.names.intern("second"); }), 4001u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) { h.program.rates.edit()[0].region = h.program.names.intern("there"); }),
           4001u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) { h.program.rates.edit()[0].lower = 10; }), 4001u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId m) { h.row(m, "a", 1); }), 4002u);
  // March 2025 has the days 20148 to 20178.
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) { h.program.rates.edit()[0].until_day = 20179; }), 0u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) { h.program.rates.edit()[0].until_day = 20178; }), 4003u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) { h.program.rates.edit()[0].from_day = 20149; }), 4003u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) {
             h.program.meters.edit()[0].quote_reason = "ask";
             h.program.rates.edit().clear();
           }),
           4005u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId) { h.program.currency = h.program.names.intern("EUR"); }), 3002u);
  CHECK_EQ(codeOf([](HandMade& h, program::MeterId m) { h.use(m, {{"less", "a", -1}}); }), 5005u);
}

// A free meter needs no price and says why it costs nothing.
void billsFreeMeters() {
  HandMade hand;
  const auto meter = hand.meter("rules");
  hand.program.meters.edit()[0].free_reason = "built-in";
  hand.use(meter, {{"one", "a", 60}});
  Rated rated(hand.program);
  CHECK_EQ(text(rated.bill->total()), "0");
  CHECK_EQ(rated.bill->lines().at(0).charges.at(0).text, "built-in");
}

}  // namespace

int main() {
  ratesFlatPrices();
  cutsTiersAtTheirEdges();
  sharesTiersInProportion();
  takesAllowancesEvenly();
  allowanceCoversAll();
  roundsPerBill();
  roundsTheInvoice();
  roundsHalfUp();
  splitsByLargestRemainder();
  refusesWhatHasNoPrice();
  billsFreeMeters();
  return smcost::test::finish("rating");
}
