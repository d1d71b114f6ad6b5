#!/usr/bin/env python3
"""Files that are included several times, against the same written out by hand.

    random_instances.py SMCOST FOLDER [--seed N] [--count N]

A template with `param`s, a file that it includes and words of its own is included under several names, with random values of its
`param`s and in random regions. The same bill is written a second time with a file for each name, whose `param`s say these values
themselves. Of both, each subtotal, each line and the total are the same and what fractions here say; all usage shares one allowance and
tiers, so that the two bills agree in what is taken where. `--seed N --count 1` repeats a finding; FOLDER takes the specs.
"""

import json
import subprocess
from fractions import Fraction as F

from seeds import each_seed

SECONDS = 120
PRICES = {("small", "here"): 1, ("large", "here"): 3, ("small", "there"): 2, ("large", "there"): 5}
LIBRARY = """
dimension Time
dimension Data
dimension Day
dimension Month
unit s : Time
unit h = 3600 s
unit day days : Day
unit month months : Month
unit GB : Data
unit USD : Money[USD]
skus { box.small, box.large }
words Size { small, large }
regions { here, there }
fn boxOf(size : Size) : Sku = if size == large then box.large else box.small
workload work(bare boxes : Multiple = 1x, bare box : Sku, bare for run : Time, data : Data = none) {
  line compute = meter compute(box) run * boxes
  line bytes = meter bytes data * boxes
}
meter compute(box : Sku) : Time
meter bytes : Data
rates compute region here { box.small 1 USD/h; box.large 3 USD/h }
rates compute region there { box.small 2 USD/h; box.large 5 USD/h }
rates bytes region everywhere { first 40 GB: 1 USD/GB, then 0.5 USD/GB }
allowance some_bytes 7 GB always on bytes
"""


def template(replicas, hours, size, region, deep, deep_hours, deep_name):
    """The template's text with these values; `deep` is the file that it includes."""
    return f"""use "./lib.smcost"
{f"region {region}" if region else ""}
param replicas : Multiple = {replicas}x in 1x..50x
param hours : Time = {hours}
param size : Size = {size}
let twice = hours * 2
fn dataOf(boxes : Multiple) : Data = boxes * 1 GB
include "./{deep}.smcost"{f" as deep with hours = {deep_hours}" if deep_name else ""}
api = work (replicas) (boxOf(size)) for hours, data (dataOf(replicas))
late = work box.large for twice
both = work (replicas) box.small 2h
assert total == deep + api + late + both
"""


def deep(hours):
    return f"""use "./lib.smcost"
param hours : Time = {hours}
night = work box.small for hours
"""


class Instance:
    def __init__(self, rng, number):
        self.name = f"i{number}"
        # None: the template's own.
        self.replicas = rng.choice([None, rng.randint(1, 50)])
        self.hours = rng.choice([None, rng.randint(1, 40)])
        self.size = rng.choice([None, "small", "large"])
        self.region = rng.choice([None, None, "here", "there"])

    def settings(self):
        said = [f"replicas = {self.replicas}x"] if self.replicas else []
        said += [f"hours = {self.hours} h"] if self.hours else []
        said += [f"size = {self.size}"] if self.size else []
        return said + ([f"region {self.region}"] if self.region else [])


def bill(smcost, path, options=()):
    told = subprocess.run([smcost, "eval", "--no-stdlib", "--engine=both", "--format", "json", *options, path], capture_output=True,
                          text=True, timeout=SECONDS)
    if told.returncode != 0:
        raise SystemExit(f"{path}: {told.stderr}")
    return json.loads(told.stdout)


def figures(told):
    """Each subtotal, the total, and what each line meters and costs, by its name."""
    totals = {file["name"]: F(file["total"]["exact"]) for file in told["included"]}
    lines = [(line["workload"], line["line"], line["key"] if "key" in line else None, json.dumps(line["quantity"]),
              json.dumps(line["cost"])) for line in told["lines"]]
    return totals, F(told["total"]["exact"]), sorted(lines, key=str)


def check(smcost, folder, rng):
    own = {"replicas": rng.randint(1, 50), "hours": f"{rng.randint(1, 40)} h", "size": rng.choice(["small", "large"]),
           "region": rng.choice([None, "there"])}
    deep_hours, is_deep_named = rng.randint(1, 20), rng.random() < 0.5
    instances = [Instance(rng, number) for number in range(rng.randint(1, 6))]
    (folder / "lib.smcost").write_text(LIBRARY)
    (folder / "deep.smcost").write_text(deep(f"{deep_hours} h"))
    given_deep = "hours / 2" if is_deep_named else None
    (folder / "template.smcost").write_text(template(own["replicas"], own["hours"], own["size"], own["region"], "deep", given_deep,
                                                     is_deep_named))
    begin = 'use "./lib.smcost"\nregion here\nperiod 2025-03\n'
    included, written, expected, count, data = begin, begin, {}, F(0), {"here": F(0), "there": F(0)}
    for one in instances:
        said = one.settings()
        included += f'include "./template.smcost" as {one.name}{" with " + ", ".join(said) if said else ""}\n'
        written += f'include "./{one.name}.smcost"\n'
        replicas, hours = one.replicas or own["replicas"], one.hours or int(own["hours"].split()[0])
        size, region = one.size or own["size"], one.region or own["region"] or "here"
        below = f"{one.name}_deep"
        (folder / f"{one.name}.smcost").write_text(
            template(replicas, f"{hours} h", size, one.region or own["region"], below, f"{hours} / 2 * 1 h", False)
            .replace("deep + api", f"{below} + api"))
        own_deep = F(hours, 2) if is_deep_named else F(deep_hours)
        (folder / f"{below}.smcost").write_text(deep(f"{own_deep.numerator} h / {own_deep.denominator}"))
        night = own_deep * PRICES["small", region]
        expected[f"{one.name}.deep"] = night
        expected[one.name] = (replicas * hours * PRICES[size, region] + 2 * hours * PRICES["large", region]
                              + 2 * replicas * PRICES["small", region] + night)
        count += expected[one.name]
        data[region] += replicas * replicas
    (folder / "included.smcost").write_text(included)
    (folder / "written.smcost").write_text(written)
    # The allowance goes over all regions, in proportion; each has tiers of its own.
    whole = sum(data.values())
    for used in data.values():
        paid = used - min(F(7), whole) * used / whole
        count += min(paid, F(40)) + max(paid - 40, F(0)) / 2
    first, second = bill(smcost, folder / "included.smcost"), bill(smcost, folder / "written.smcost")
    totals, total, lines = figures(first)
    for name in list(second["included"]):
        name["name"] = name["name"].replace(f"{name['name'].split('.')[0]}_deep", "deep")
    for line in second["lines"]:
        line["workload"] = line["workload"].replace(f"{line['workload'].split('.')[0]}_deep", "deep")
    if (totals, total, lines) != figures(second):
        raise SystemExit(f"included: {totals} {total} {lines}\nwritten: {figures(second)}")
    if total != count:
        raise SystemExit(f"the total is {total}, not {count}")
    for name, cost in totals.items():
        # What of the tiers is whose is the bill's to say; what has none is known here.
        least = expected[name]
        if cost < least or (name.endswith(".deep") and cost != least):
            raise SystemExit(f"{name} is {cost}, not {least}")
    # `-p` sets one of them only.
    one = rng.choice(instances)
    replicas = rng.randint(1, 50)
    flagged = begin
    for other in instances:
        said = varied(other, one, replicas)
        flagged += f'include "./template.smcost" as {other.name}{" with " + ", ".join(said) if said else ""}\n'
    (folder / "flag.smcost").write_text(flagged)
    by_flag = bill(smcost, folder / "included.smcost", ["-p", f"{one.name}.replicas={replicas}x"])
    if figures(by_flag) != figures(bill(smcost, folder / "flag.smcost")):
        raise SystemExit(f"-p {one.name}.replicas={replicas}x bills otherwise than the text that says it")


def varied(instance, chosen, replicas):
    """What the text says of an instance; of the chosen one with so many replicas."""
    if instance is not chosen:
        return instance.settings()
    return [f"replicas = {replicas}x"] + [said for said in instance.settings() if not said.startswith("replicas")]


def main():
    count, _ = each_seed(__doc__, 30, check)
    print(f"{count} bills of included files agree with what is written out")


if __name__ == "__main__":
    main()
