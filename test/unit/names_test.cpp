// What names of a spec mean: where they are declared, and every place that names them.
#include "compiler/query/names.h"

#include <string>

#include "compiler/query/unexplained.h"
#include "test/unit/check.h"
#include "test/unit/named_spec.h"

namespace {

using smcost::test::kSmallWorld;
using smcost::test::NamedSpec;

void partsOfNamesAreEachTheirOwn() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", R"(use "./world.smcost"
region here
period 30 days
param boxes : Multiple[machine] = 2x
let long = 3 h
fn twice(time : Time) : Time = 2 * time
api = work (boxes) box.large (twice(long)), storage 5 GB with watch 1 h on box.small
expect api.boxes == 36 USD
let time = api.watch.time + api.run
let power = box.large
let cores = power.cores
)"}});
  CHECK(spec.is_fine);
  CHECK_EQ(spec.meaning("boxes)"), "spec.smcost:4:7");
  CHECK_EQ(spec.meaning("twice(long"), "spec.smcost:6:4");
  CHECK_EQ(spec.meaning("long))"), "spec.smcost:5:5");
  CHECK_EQ(spec.meaning("time\n"), "spec.smcost:6:10");            // of the function's body
  CHECK_EQ(spec.meaning("Time ="), "world.smcost:1:11");
  CHECK_EQ(spec.meaning("work ("), "world.smcost:21:10");
  CHECK_EQ(spec.kind("work ("), "a workload");
  CHECK_EQ(spec.meaning("box.large ("), "world.smcost:15:19");
  CHECK_EQ(spec.meaning("storage 5"), "world.smcost:21:95");      // a label that is the parameter's name
  CHECK_EQ(spec.meaning("GB"), "world.smcost:9:6");
  CHECK_EQ(spec.meaning("watch 1"), "world.smcost:21:123");
  CHECK_EQ(spec.meaning("on box"), "world.smcost:20:41");          // a label of its own
  CHECK_EQ(spec.kind("on box"), "a label");
  CHECK_EQ(spec.meaning("api.boxes"), "spec.smcost:7:1");
  CHECK_EQ(spec.meaning("boxes =="), "world.smcost:23:8");
  CHECK_EQ(spec.kind("boxes =="), "a line");
  CHECK_EQ(spec.meaning("watch.time"), "world.smcost:21:123");
  CHECK_EQ(spec.meaning("time +"), "world.smcost:20:23");
  CHECK_EQ(spec.meaning("run\n"), "world.smcost:21:83");
  CHECK_EQ(spec.meaning("power.cores"), "spec.smcost:10:5");
  CHECK_EQ(spec.meaning("cores\n"), "world.smcost:16:13");
  CHECK_EQ(spec.kind("cores\n"), "a fact");
  CHECK_EQ(spec.meaning("machine]"), "world.smcost:12:31");
  CHECK_EQ(spec.meaning("here"), "world.smcost:13:11");
  CHECK_EQ(spec.meaning("= 3 h"), "-");
  // At its end a name is still meant, before another one that one.
  const auto at = spec.place("api.boxes");
  CHECK_EQ(spec.shown(spec.names().occurrenceAt(at.file, at.begin + 3)->at), "spec.smcost:8:8");
  CHECK_EQ(spec.shown(spec.names().occurrenceAt(at.file, at.begin + 4)->at), "spec.smcost:8:12");
}

// What no bill reads.
void whatIsNotEvaluatedIsReadToo() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"helper.smcost", R"(use "./world.smcost"
let base = 2 h
fn unused(time : Time) : Time = time + base
late = work box.small (base)
)"}, {"spec.smcost", R"(use "./world.smcost"
use "./helper.smcost" as help
region here
period 2025-03
words Kind { plain, grand }
param kind : Kind = plain
param hours_of = 3 h
let time = if kind == grand then hours_of else help.base
api = work box.small (time)
old = work box.small (hours_of), only in 2025-01
scenario big { set kind = grand; set api.machines = 4x; drop old }
scenario other { set hours_of = 5 h }
compare base, big, other
test "in a block" { own = work box.large (hours_of)
  expect own == 9 USD }
rejects "nothing fits" { work box.large (hours_of) 3 GB } with SMC2106
)"}});
  CHECK(spec.is_fine);
  CHECK_EQ(spec.meaning("plain\n"), "spec.smcost:5:14");
  CHECK_EQ(spec.meaning("grand then"), "spec.smcost:5:21");
  CHECK_EQ(spec.meaning("hours_of else"), "spec.smcost:7:7");
  CHECK_EQ(spec.meaning("help.base"), "spec.smcost:2:26");
  CHECK_EQ(spec.kind("help.base"), "the name of a file");
  CHECK_EQ(spec.meaning("base\n"), "helper.smcost:2:5");
  CHECK_EQ(spec.meaning("hours_of), only"), "spec.smcost:7:7");
  CHECK_EQ(spec.meaning("kind = grand"), "spec.smcost:6:7");
  CHECK_EQ(spec.meaning("grand;"), "spec.smcost:5:21");
  CHECK_EQ(spec.meaning("api.machines"), "spec.smcost:9:1");
  CHECK_EQ(spec.meaning("machines = 4x"), "world.smcost:21:20");
  CHECK_EQ(spec.meaning("old }"), "spec.smcost:10:1");
  CHECK_EQ(spec.meaning("hours_of = 5"), "spec.smcost:7:7");
  CHECK_EQ(spec.meaning("big, other"), "spec.smcost:11:10");
  CHECK_EQ(spec.meaning("hours_of)\n"), "spec.smcost:7:7");
  CHECK_EQ(spec.meaning("own == 9"), "spec.smcost:14:21");
  CHECK_EQ(spec.meaning("box.large (hours_of) 3"), "world.smcost:15:19");
  // A used file's function that nobody calls, and its statement, which is not billed here.
  CHECK_EQ(spec.meaning("time +", 1, "helper.smcost"), "helper.smcost:3:11");
  CHECK_EQ(spec.meaning("base\n", 1, "helper.smcost"), "helper.smcost:2:5");
  CHECK_EQ(spec.meaning("base)", 1, "helper.smcost"), "helper.smcost:2:5");
  CHECK(smcost::query::unexplained(spec.session(), spec.names()).empty());
}

void everyRepetitionIsAPlace() {
  std::string text = "use \"./world.smcost\"\nregion here\nperiod 30 days\n";
  // A test build binds the first 2,000 that read alike each by itself.
  constexpr int kCount = 2100;
  for (int i = 0; i < kCount; ++i) text += fmt::format("b{} = work box.small {} h\n", i, i % 700 + 1);
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", text}});
  const auto at = spec.place("work");
  const auto symbol = spec.names().symbolAt(at.file, at.begin);
  CHECK(symbol.has_value());
  CHECK_EQ(spec.names().references(*symbol, false).size(), size_t{kCount});
  CHECK_EQ(spec.names().references(*symbol, true).size(), size_t{kCount} + 1);
  // In the world a SKU, its facts, an option's default and a price.
  const auto box = spec.place("box.small");
  CHECK_EQ(spec.names().references(*spec.names().symbolAt(box.file, box.begin), true).size(), size_t{kCount} + 4);
}

// A `let` of a body stands from where it is said.
void aLetHidesWhatIsBefore() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", R"(use "./world.smcost"
region here
period 30 days
workload both(bare on box : Sku, bare for time : Time) {
  let lasts = time
  line one = meter compute(box) lasts
  let lasts = lasts + 1 h
  line two = meter compute(box) lasts
  if box == box.large { line three = meter compute(box) lasts }
}
a = both box.small 2 h
)"}});
  CHECK_EQ(spec.meaning("lasts\n", 1), "spec.smcost:5:7");
  CHECK_EQ(spec.meaning("lasts + 1"), "spec.smcost:5:7");
  CHECK_EQ(spec.meaning("lasts\n", 2), "spec.smcost:7:7");
  CHECK_EQ(spec.meaning("lasts }"), "spec.smcost:7:7");
  CHECK_EQ(spec.meaning("box =="), "spec.smcost:4:23");
  CHECK_EQ(spec.kind("box.large"), "a SKU");
}

void includedFilesShareTheirNames() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"service.smcost", R"(use "./world.smcost"
param replicas : Multiple[machine] = 2x
api = work (replicas) box.small 1 h
budget total <= 100 USD
)"}, {"spec.smcost", R"(include "./service.smcost" as prod with replicas = 3x, region there
include "./service.smcost" as dev
include "./plain.smcost"
period 30 days
expect prod.api.boxes + dev.api + plain.api >= 0 USD
scenario more { set dev.replicas = 5x; set prod.api.machines = 9x; drop plain.api }
)"}, {"plain.smcost", "use \"./world.smcost\"\nregion here\napi = work box.small 2 h\n"}});
  CHECK_EQ(spec.meaning("replicas = 3x"), "service.smcost:2:7");
  CHECK_EQ(spec.meaning("there"), "world.smcost:13:17");
  CHECK_EQ(spec.meaning("prod.api.boxes"), "spec.smcost:1:31");
  CHECK_EQ(spec.meaning("api.boxes"), "service.smcost:3:1");
  CHECK_EQ(spec.meaning("boxes +"), "world.smcost:23:8");
  CHECK_EQ(spec.meaning("api + plain"), "service.smcost:3:1");
  CHECK_EQ(spec.meaning("plain.api >="), "plain.smcost:1:1");      // the file itself
  CHECK_EQ(spec.kind("plain.api >="), "a file");
  CHECK_EQ(spec.meaning("api >="), "plain.smcost:3:1");
  CHECK_EQ(spec.meaning("dev.replicas"), "spec.smcost:2:31");
  CHECK_EQ(spec.meaning("replicas = 5x"), "service.smcost:2:7");
  CHECK_EQ(spec.meaning("machines = 9x"), "world.smcost:21:20");
  CHECK_EQ(spec.meaning("api }"), "plain.smcost:3:1");
  CHECK_EQ(spec.meaning("\"./service.smcost\""), "service.smcost:1:1");
}

void theLibraryIsNamedToo() {
  NamedSpec spec({{"spec.smcost", "use aws.sagemaker\nregion us-east-1\nperiod 2025-03\nconcept = train 4x ml.m4.4xlarge 30min\n"}}, true);
  CHECK(spec.is_fine);
  const auto at = spec.place("train");
  const auto declared = spec.names().definition(at.file, at.begin);
  CHECK(declared.has_value());
  CHECK_EQ(spec.session().sources().text(*declared), "train");
  CHECK(spec.names().isLibrary(declared->file));
  CHECK(spec.names().symbol(*spec.names().symbolAt(at.file, at.begin)).is_library);
  const auto sku = spec.place("ml.m4.4xlarge");
  CHECK_EQ(spec.session().sources().text(*spec.names().definition(sku.file, sku.begin)), "ml.m4.4xlarge");
}

// A statement that does not bind says what it can; the rest of the file is not touched by it.
void whatIsWrongLeavesTheRest() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", R"(use "./world.smcost"
region here
period 30 days
let time = 2 h
bad = work box.small (time) (time)
good = work box.large (time)
worse =
expect good == 6 USD
)"}});
  CHECK(!spec.is_fine);
  CHECK_EQ(spec.meaning("work box.small"), "world.smcost:21:10");
  CHECK_EQ(spec.meaning("time)\n", 2), "spec.smcost:4:5");
  CHECK_EQ(spec.meaning("good =="), "spec.smcost:6:1");
}

}  // namespace

int main() {
  partsOfNamesAreEachTheirOwn();
  whatIsNotEvaluatedIsReadToo();
  everyRepetitionIsAPlace();
  aLetHidesWhatIsBefore();
  includedFilesShareTheirNames();
  theLibraryIsNamedToo();
  whatIsWrongLeavesTheRest();
  return smcost::test::finish("names_test");
}
