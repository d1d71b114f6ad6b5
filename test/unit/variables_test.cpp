// A spec with `param`s that stay variables: wherever its guards hold, its program with other values in their cells bills what the
// spec bills when it is checked with these values.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "compiler/reference/reference_engine.h"
#include "compiler/session/session.h"
#include "lang/program/evaluate.h"
#include "runtime/bill/bill.h"
#include "runtime/rating/rating.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;

std::string folder;   // of mini.smcost

struct Spec {
  std::string text;
  std::string param;
  std::vector<std::string> values;
  std::string kept;      // for these the program holds, for those behind the stroke the spec has to be checked again
};

session::Options optionsFor(const Spec& spec, const std::string& value) {
  session::Options options;
  options.text = "use \"mini.smcost\"\nregion here\nperiod 2025-03\nallowance some 5 h always on compute(box.small)\n" + spec.text;
  options.directory = folder;
  options.use_stdlib = false;
  options.engine = session::EngineKind::reference;
  options.params = {{spec.param, value}};
  options.variables = {{spec.param}};
  return options;
}

// What it comes to; nothing: it is refused.
struct Outcome {
  std::optional<base::Rational> total;
  base::Rational value;
};

Outcome checkedAgain(const Spec& spec, const std::string& value) {
  session::Session session(optionsFor(spec, value));
  if (!session.evaluate()) return {};
  return {session.bill().total(), session.program().variables.all.front().value.value_or(0)};
}

// The same, with its number in place of a text.
base::Rational totalWithNumber(const Spec& spec, const base::Rational& value) {
  session::Options options = optionsFor(spec, spec.values.front());
  options.variables = {{spec.param, value}};
  session::Session session(std::move(options));
  return session.evaluate() ? session.bill().total() : base::Rational(-1);
}

bool guardsHold(const program::Program& program, const base::Rational& value) {
  program::Shape guards;
  guards.name = "guards";
  guards.params = {{"value", program.variables.all.front().dimension}};
  guards.outputs = program.variables.guards;
  program::Evaluator evaluator(program.pool, guards);
  const std::vector<base::Rational> row = {value};
  if (evaluator.run(row) != 0) return false;
  for (size_t i = 0; i < guards.outputs.size(); ++i) {
    if (evaluator.output(i) == 0) return false;
  }
  return true;
}

void agreesWhereGuardsHold(const Spec& spec) {
  session::Session session(optionsFor(spec, spec.values.front()));
  CHECK(session.evaluate());
  const program::Program& program = session.program();
  CHECK_EQ(program.variables.all.size(), size_t{1});
  CHECK(!program.variables.all.front().is_fixed);
  CHECK(!program.variables.usage.empty());
  std::string kept, left;
  for (const std::string& text : spec.values) {
    const Outcome again = checkedAgain(spec, text);
    if (!again.total) continue;
    CHECK_EQ(totalWithNumber(spec, again.value).get_str(), again.total->get_str());
    if (!guardsHold(program, again.value)) {
      left += text + " ";
      continue;
    }
    kept += text + " ";
    program::Program other = program;
    for (const program::VariedCell& cell : other.variables.usage) {
      other.usage[cell.table].table.columns[cell.column][cell.row] = other.cells.cell(again.value);
    }
    const auto engine = reference::makeEngine();
    diagnostics::Sink sink;
    const auto bill = runtime::rate(other, *engine, sink);
    CHECK(bill != nullptr);
    if (bill && bill->total() != *again.total) {
      CHECK_EQ(spec.param + " = " + text + ": " + bill->total().get_str(), spec.param + " = " + text + ": " + again.total->get_str());
    }
  }
  CHECK_EQ(spec.text + ": " + kept + "/ " + left, spec.text + ": " + spec.kept);
}

// Whatever is chosen by it holds for this value alone.
void isFixed(const Spec& spec) {
  session::Session session(optionsFor(spec, spec.values.front()));
  CHECK(session.evaluate());
  CHECK(session.program().variables.all.front().is_fixed);
}

const std::vector<Spec> kVaried = {
    // 800 h are more than the month has: said by whoever checks it again.
    {"param t = 2h\nwork box.small for t\n", "t", {"2h", "1h30min", "1s", "700h", "1/3 * 1h", "800h"}, "2h 1h30min 1s 700h 1/3 * 1h / "},
    {"param n = 2x\nwork (n) box.small 3h\nwork (n) box.large 1h\n", "n", {"2x", "1x", "9x", "0x"}, "2x 1x 9x 0x / "},
    {"param n = 2\nlet m = n * 2 + 1\nlet k = n - 1\nwork box.small (m * 1h)\nwork box.large (k * k * 1h)\n", "n", {"2", "1", "7.5", "1/3"},
     "2 7.5 1/3 / "},
    {"param n = 2\nlet m = if n > 5 then 10 h else 1 h\nwork box.small (m * n)\n", "n", {"2", "5", "5.0001", "7"}, "2 5 5.0001 7 / "},
    {"param n = 2\nlet box = if n > 5 then box.large else box.small\nwork (box) (n * 1 h)\n", "n", {"2", "5", "5.0001", "7"}, "2 5 / 5.0001 7 "},
    {"param t = 2h\na = work box.small for t\nwork box.large (a.run * 2)\n", "t", {"2h", "3h", "5h"}, "2h 3h 5h / "},
    {"param t = 2h\na = work box.small (t * 3)\nwork box.large (a.run * 2)\n", "t", {"2h", "3h"}, "2h / 3h "},
    {"param t = 2h\nx = work box.small for t\nwork box.small 3h\nexpect x >= 0 USD\n", "t", {"2h", "100h", "744h", "745h"}, "2h 100h 744h / "},
    {"param n = 2 machine\nfn twice(m : Count[machine]) : Count[machine] = m * 2\nwork machines (twice(n)) box.small 1h\n", "n",
     {"2 machine", "3 machine", "2.5 machine", "1.3 machine"}, "2 machine 3 machine / "},
    {"workload pair(bare on box : Sku, bare for time : Time) {\n  one = work (box) (time)\n  if time > 3 h { two = work (box) (time * 2) }\n}\n"
     "param t = 2h\npair box.small (t)\n", "t", {"2h", "3h", "4h", "300h"}, "2h 3h 4h 300h / "},
    {"param rate = 10 run/day\nwork box.small 1h, runs rate\n", "rate", {"10 run/day", "2 run/day", "1/2 * 1 run/day"}, "10 run/day 2 run/day / "},
};

const std::vector<Spec> kFixed = {
    {"param box : Sku = box.small\nwork (box) 1h\n", "box", {"box.large"}, ""},
    // In a function's body it is no cell of a row.
    {"param n = 3\nfn longer(time : Time) : Time = time * n\nwork box.small (longer(2h))\n", "n", {"3"}, ""},
};

}  // namespace

int main(int argc, char** argv) {
  CHECK_EQ(argc, 2);
  folder = argv[1];
  for (const Spec& spec : kVaried) agreesWhereGuardsHold(spec);
  for (const Spec& spec : kFixed) isFixed(spec);
  return smcost::test::finish("variables");
}
