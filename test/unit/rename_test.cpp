// Renaming: done in all files or not at all, and said why not.
#include "compiler/query/rename.h"

#include <algorithm>
#include <string>

#include "test/unit/check.h"
#include "test/unit/named_spec.h"

namespace {

using smcost::test::kSmallWorld;
using smcost::test::NamedSpec;
using namespace smcost;

// "spec.smcost:4:7 spec.smcost:7:12", or why not.
std::string renamed(NamedSpec& spec, source::Span at, std::string_view name) {
  const auto symbol = spec.names().symbolAt(at.file, at.begin);
  if (!symbol) return "nothing";
  const auto done = query::rename(spec.session(), spec.names(), *symbol, name);
  if (const auto* refusal = std::get_if<query::Refusal>(&done)) return fmt::format("{}: {}", spec.shown(refusal->at), refusal->why);
  std::string all;
  for (const query::TextEdit& edit : std::get<std::vector<query::TextEdit>>(done)) all += (all.empty() ? "" : " ") + spec.shown(edit.at);
  return all;
}

NamedSpec twoFiles() {
  return NamedSpec({{"world.smcost", kSmallWorld}, {"spec.smcost", R"(use "./world.smcost"
region here
period 30 days
param boxes : Multiple[machine] = 2x
let long = 3 h
let short = 1 h
api = work (boxes) box.large (long)
night = work box.small (short)
expect api.boxes == 18 USD
scenario more { set boxes = 3x; set api.run = 2 h }
fn half(long_one : Time) : Time = long_one / 2
)"}});
}

void itIsDoneInAllFiles() {
  NamedSpec spec = twoFiles();
  CHECK(spec.is_fine);
  // The parameter, not the line of the same name.
  CHECK_EQ(renamed(spec, spec.place("boxes"), "count"), "spec.smcost:4:7 spec.smcost:7:13 spec.smcost:10:21");
  CHECK_EQ(renamed(spec, spec.place("boxes =="), "machine_hours"), "spec.smcost:9:12 world.smcost:23:8");
  CHECK_EQ(renamed(spec, spec.place("box.large"), "box.grand"), "spec.smcost:7:20 world.smcost:15:19 world.smcost:16:44 world.smcost:27:60");
  CHECK_EQ(renamed(spec, spec.place("api"), "service"), "spec.smcost:7:1 spec.smcost:9:8 spec.smcost:10:37");
  CHECK_EQ(renamed(spec, spec.place("run = 2"), "time"), "spec.smcost:10:41 world.smcost:21:83 world.smcost:22:19");
}

void itIsRefused() {
  NamedSpec spec = twoFiles();
  const auto isRefused = [&](std::string_view text, std::string_view name) { return renamed(spec, spec.place(text), name).find(": ") != std::string::npos; };
  CHECK(isRefused("long", "short"));        // is there already
  CHECK(isRefused("long", "and"));          // the grammar's own
  CHECK(isRefused("api", "expect"));
  CHECK(isRefused("long", "3h"));
  CHECK(isRefused("long", "a b"));
  CHECK(isRefused("long", ""));
  CHECK(isRefused("box.large", "box.small"));
  CHECK(isRefused("long_one", "a.b"));
  CHECK_EQ(renamed(spec, spec.place("\"./world.smcost\""), "other"),
           "world.smcost:1:1: a file is called what it is called where it lies; `as NAME` behind it gives it a name");
}

// A name that would mean another thing, here or elsewhere.
void nothingIsCaptured() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", R"(use "./world.smcost"
region here
period 30 days
let factor = 2
let time = 3 h
fn scaled(given : Time) : Time = given * factor
api = work box.small (scaled(time))
budget total <= 100 USD
let kind = box.small
)"}});
  CHECK(spec.is_fine);
  // In the function's body its parameter would hide the value, whatever it comes to.
  CHECK_EQ(renamed(spec, spec.place("given"), "factor"), "spec.smcost:6:42: this would mean a parameter `factor`");
  CHECK_EQ(renamed(spec, spec.place("factor"), "given"), "spec.smcost:6:42: this would mean a parameter `given`");
  // `total` in the budget would be the value.
  CHECK_EQ(renamed(spec, spec.place("factor"), "total"), "spec.smcost:8:8: this would mean a value");
  CHECK_EQ(renamed(spec, spec.place("given"), "time"), "spec.smcost:6:11 spec.smcost:6:34");
}

// Of an included file also what is its own matter.
void allOfAFileIsRenamed() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"part.smcost", R"(use "./world.smcost"
region here
api = work box.small 2 h
scenario lean { drop api }
test "in it" { own = work box.small 1 h
  expect own == 1 USD }
)"}, {"spec.smcost", "include \"./part.smcost\"\nperiod 30 days\nexpect part.api == 2 USD\n"}});
  CHECK_EQ(renamed(spec, spec.place("api =="), "service"), "spec.smcost:3:13 part.smcost:3:1 part.smcost:4:22");
  CHECK_EQ(renamed(spec, spec.place("own =", 1, "part.smcost"), "mine"), "part.smcost:5:16 part.smcost:6:10");
}

// A block that is refused before its names are read.
void whatNobodyReadsIsNotLeftBehind() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", R"(use "./world.smcost"
region here
period 30 days
let time = 2 h
api = work box.small (time)
rejects "no such workload" { wrok box.small (time) } with SMC2001
)"}});
  CHECK_EQ(renamed(spec, spec.place("time"), "hours_of"), "spec.smcost:6:46: nobody can say whether `time` means it here: no check reads this");
}

void theLibraryKeepsItsNames() {
  NamedSpec spec({{"spec.smcost", "use aws.sagemaker\nregion us-east-1\nperiod 2025-03\nconcept = train 4x ml.m4.4xlarge 30min\n"}}, true);
  const auto at = spec.place("train");
  const auto prepared = query::prepareRename(spec.session(), spec.names(), at.file, at.begin);
  CHECK_EQ(std::get<query::Refusal>(prepared).why, "`train` is a workload of the library");
  const auto own = spec.place("concept");
  CHECK(std::get<source::Span>(query::prepareRename(spec.session(), spec.names(), own.file, own.begin + 3)) == own);
  const auto blank = spec.place(" 4x");
  CHECK_EQ(std::get<query::Refusal>(query::prepareRename(spec.session(), spec.names(), blank.file, blank.begin + 2)).why, "nothing is named here");
  CHECK_EQ(renamed(spec, own, "proof"), "spec.smcost:4:1");
}

// What does not read may name it.
void whatDoesNotReadIsNotLeftBehind() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", "use \"./world.smcost\"\nregion here\nperiod 30 days\napi = work box.small 2 h\nscenario less { drop api }\n"}});
  CHECK_EQ(renamed(spec, spec.place("api"), "service"), "spec.smcost:5:10: what does not read may name it too");
}

// A file with errors may be renamed: what it says stays what it says.
void errorsStayWhatTheyAre() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", R"(use "./world.smcost"
region here
period 30 days
let time = 2 h
bad = work box.small (time) 3 GB
good = work box.large (time)
)"}});
  CHECK(!spec.is_fine);
  CHECK_EQ(renamed(spec, spec.place("good"), "fine"), "spec.smcost:6:1");
  CHECK_EQ(renamed(spec, spec.place("time"), "how_long_it_runs"), "spec.smcost:4:5 spec.smcost:5:23 spec.smcost:6:24");
}

}  // namespace

int main() {
  itIsDoneInAllFiles();
  itIsRefused();
  nothingIsCaptured();
  allOfAFileIsRenamed();
  whatNobodyReadsIsNotLeftBehind();
  whatDoesNotReadIsNotLeftBehind();
  theLibraryKeepsItsNames();
  errorsStayWhatTheyAre();
  return smcost::test::finish("rename_test");
}
