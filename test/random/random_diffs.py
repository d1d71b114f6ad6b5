#!/usr/bin/env python3
"""The parts of a difference add up, both ways round, on random pairs of edited specs.

    random_diffs.py SMCOST FOLDER [--seed N] [--count N]

A spec has prices in two regions, tiers, an allowance, a commitment, volumes, an agreement, several
kinds of schedules and periods, and tags; its pair is the same spec with some edits. Of each pair: the parts of every
line add up to its change, those of all lines to the difference of totals, with the rounding to
that of the invoices; the reverse has each part's negative; a factor that no edit touches has no
part. Where nothing is pooled, the parts are also worked out here, by themselves.
`--seed N --count 1` repeats a finding; FOLDER takes the specs.
"""

import argparse
import copy
import itertools
import json
import math
import random
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path

from bill_checks import SECONDS, Failure, exact, run, same
from make_bill import MINI, TAGS, clock, dec

KEYS = ["box.small", "box.large"]
REGIONS = ["here", "there"]
PARTS = ["price", "quantity", "structure", "calendar", "agreements"]
# Hours of the months of each period.
PERIODS = {
    "30 days": [F(720)], "2025-02": [F(672)], "2025-03": [F(744)], "2025-02..2025-03": [F(672), F(744)], "2025-04": [F(720)],
}


class Spec:
    """What is edited, and written down as a spec."""

    def __init__(self, pick):
        self.region = pick.choice(REGIONS)
        self.period = pick.choice(list(PERIODS))
        self.policy = pick.choice(["lines", "total"])
        self.price = {(region, key): F(pick.randint(1, 4000), 1000) for region in REGIONS for key in KEYS}
        self.disk = {region: F(pick.randint(1, 900), 1000) for region in REGIONS}
        self.low = pick.randint(1, 60)
        self.tier = {region: [F(pick.randint(1, 900), 1000) for _ in range(2)] for region in REGIONS}
        self.free = pick.choice([0, 0, pick.randint(1, 40)])
        self.commitment = pick.choice([F(0), F(0), F(pick.randint(1, 3000), 1000)])
        self.draw_agreement(pick)
        self.statements = {}
        self.tags = {}
        for _ in range(pick.randint(1, 6)):
            self.add(pick)

    def add(self, pick):
        """kind, SKU, value."""
        name = f"s{pick.randrange(20)}"
        kind = pick.choice(["tiered", "amount", "amount", "placed", "always", "volume"])
        if kind == "placed":
            begin = pick.randrange(0, 95)
            value = (begin, pick.randint(begin + 1, 96))
        else:
            value = F(pick.randint(1, 400), pick.choice([1, 4, 10]))
        self.statements[name] = (kind, pick.choice(KEYS), value)
        self.tag(name, pick)

    def tag(self, name, pick):
        self.tags[name] = {key: pick.choice(values) for key, values in TAGS.items() if pick.random() < 0.6}

    def draw_agreement(self, pick):
        """Of each meter what is taken off its list, prices of one's own by region and SKU, a credit and a tax; None: there is none."""
        if pick.random() < 0.5:
            self.agreement = None
            return
        less = {meter: F(pick.choice([8, 25, 100, pick.randint(0, 100)]), 100) for meter in ("plain", "keep", "tiered") if pick.random() < 0.5}
        own = {(pick.choice(REGIONS), pick.choice(KEYS)): F(pick.randint(0, 3000), 1000) for _ in range(pick.choice([0, 0, 1, 2]))}
        credit = pick.choice([None, F(pick.randint(1, 100000), 100)])
        self.agreement = {"less": less, "own": own, "credit": credit, "tax": pick.choice([None, F(pick.randint(0, 100), 100)])}

    def agreement_text(self):
        lines = [f"{meter} less {dec(part * 100)} %" for meter, part in self.agreement["less"].items()]
        lines += [f"plain({key}) region {region} {dec(price)} USD/h" for (region, key), price in self.agreement["own"].items()]
        if self.agreement["credit"] is not None:
            lines.append(f"credit {dec(self.agreement['credit'])} USD/month")
        if self.agreement["tax"] is not None:
            lines.append(f"tax {dec(self.agreement['tax'] * 100)} %")
        return 'agreement "ours" { ' + "; ".join(lines) + " }"

    def net(self, meter, key, list_price, region):
        """A price under this spec's agreement."""
        if not self.agreement:
            return list_price
        if meter == "plain" and (region, key) in self.agreement["own"]:
            return self.agreement["own"][region, key]
        return list_price * (1 - self.agreement["less"].get(meter, F(0)))

    def text(self):
        lines = [f'use "{MINI}"', f"region {self.region}", f"period {self.period}", f"invoice {self.policy}",
                 "unit year = 12 months", "meter tiered : Time", "meter plain(box : Sku) : Time", "meter keep : Data * Time { basis month }",
                 "workload rent(bare on box : Sku, bare for time : Time) { line hours = meter plain(box)  time }",
                 "plan saver on plain { term 1 year; payment no_upfront }"]
        for region in REGIONS:
            rows = "; ".join(f"{key} {dec(self.price[region, key])} USD/h" for key in KEYS)
            saved = "; ".join(f"{key} {dec(self.price[region, key] * F(3, 4))} USD/h" for key in KEYS)
            first, then = map(dec, self.tier[region])
            lines += [
                f"rates plain region {region} source list {{ {rows} }}",
                f"rates plain region {region} source list plan saver term 1 year, no_upfront {{ {saved} }}",
                f"rates keep region {region} source list {{ {dec(self.disk[region])} USD/GB-month }}",
                f"rates tiered region {region} source list {{ first {self.low} h: {first} USD/h, then {then} USD/h }}",
            ]
        if self.agreement:
            lines.append(self.agreement_text())
        if self.free:
            lines.append(f"allowance gift {self.free} h always on plain(box.small)")
        if self.commitment:
            lines.append(f"saving = commit {dec(self.commitment)} USD/h saver term 1 year, no_upfront")
        for name, (kind, key, value) in self.statements.items():
            tags = "".join(f', tag {key} "{value}"' for key, value in self.tags[name].items())
            lines.append(f"{name} = " + {
                "tiered": lambda value=value: f"meter tiered {dec(value)} h",
                "amount": lambda value=value, key=key: f"rent {key} {dec(value)} h",
                "always": lambda key=key: f"rent {key} always",
                "placed": lambda value=value, key=key: f"rent {key} {clock(value[0])}..{clock(value[1])}",
                "volume": lambda value=value: f"meter keep {dec(value)} GB-month",
            }[kind]() + tags)
        return "\n".join(lines) + "\n"

    def cost(self, name, prices, period, terms):
        """Of one statement; only where nothing is pooled."""
        kind, key, value = self.statements[name]
        total = F(0)
        for hours in PERIODS[period]:
            if kind == "volume":
                total += value * terms.net("keep", None, prices.disk[prices.region], prices.region)
            else:
                quantity = {"amount": lambda: value, "always": lambda hours=hours: hours,
                            "placed": lambda hours=hours: F(value[1] - value[0], 4) * (hours / 24)}[kind]()
                total += quantity * terms.net("plain", key, prices.price[prices.region, key], prices.region)
        return total

    def line(self, name):
        """What makes it the same line in another bill."""
        kind, key, _ = self.statements[name]
        return (name, {"tiered": "tiered", "volume": "keep"}.get(kind, "plain"), "" if kind in ("tiered", "volume") else key)


def edited(spec, pick):
    """A copy with some edits, and which factors they touch."""
    new = copy.deepcopy(spec)
    touched = set()
    for _ in range(pick.randint(1, 4)):
        what = pick.choice(["sku", "quantity", "region", "period", "add", "drop", "price", "tier", "free", "commitment", "policy", "agreement", "tag"])
        names = sorted(new.statements)
        if what == "region":
            new.region = pick.choice(REGIONS)
            touched.add("price")
        elif what == "period":
            new.period = pick.choice(list(PERIODS))
            touched.add("calendar")
        elif what == "add":
            new.add(pick)
            touched |= {"structure", "quantity"}
        elif what == "price":
            new.price[pick.choice(REGIONS), pick.choice(KEYS)] = F(pick.randint(1, 4000), 1000)
            new.disk[pick.choice(REGIONS)] = F(pick.randint(1, 900), 1000)
            touched.add("price")
        elif what == "tier":
            new.tier[pick.choice(REGIONS)][pick.randrange(2)] = F(pick.randint(1, 900), 1000)
            new.low = pick.randint(1, 60)
            touched.add("price")
        elif what == "free":
            new.free = pick.choice([0, pick.randint(1, 400)])
            touched.add("price")
        elif what == "commitment":
            new.commitment = pick.choice([F(0), F(pick.randint(1, 3000), 1000)])
            touched |= {"structure", "quantity"}
        elif what == "agreement":
            new.draw_agreement(pick)
            touched.add("agreements")
        elif what == "policy":
            new.policy = pick.choice(["lines", "total"])
        elif names:
            name = pick.choice(names)
            kind, key, value = new.statements[name]
            if what == "tag":
                new.tag(name, pick)
            elif what == "drop":
                del new.statements[name]
                touched.add("structure")
            elif what == "sku":
                new.statements[name] = (kind, pick.choice(KEYS), value)
                touched.add("structure")
            elif kind in ("tiered", "amount", "volume"):
                new.statements[name] = (kind, key, F(pick.randint(1, 400), pick.choice([1, 4, 10])))
                touched.add("quantity")
    return new, touched


def shapley(value):
    """The parts of quantity, price, calendar and agreements from the costs of all their combinations."""
    players, parts = range(4), []
    for player in players:
        part = F(0)
        for order in itertools.permutations(players):
            before = [0, 0, 0, 0]
            for other in order[: order.index(player)]:
                before[other] = 1
            after = list(before)
            after[player] = 1
            part += value(*after) - value(*before)
        parts.append(part / math.factorial(4))
    return dict(zip(["quantity", "price", "calendar", "agreements"], parts))


def expected(old, new):
    """The parts of all lines together; nothing is pooled."""
    parts = dict.fromkeys(PARTS, F(0))
    specs = (old, new)
    lines = [{spec.line(name) for name in spec.statements} for spec in specs]
    for sign, side in ((-1, 0), (1, 1)):
        for name in specs[side].statements:
            if specs[side].line(name) not in lines[1 - side]:
                parts["structure"] += sign * specs[side].cost(name, specs[side], specs[side].period, specs[side])
    for name, _, _ in lines[0] & lines[1]:
        own = shapley(lambda text, price, period, terms, name=name: specs[text].cost(name, specs[price], specs[period].period, specs[terms]))
        for part, amount in own.items():
            parts[part] += amount
    return parts


def is_pooled(spec):
    return spec.free or spec.commitment or any(kind == "tiered" for kind, _, _ in spec.statements.values())


def asked(smcost, command, *arguments):
    command = [smcost, command, "--no-stdlib", "--format=json", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise Failure(f"exit {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def part_of(of, part):
    """Of agreements nothing is said where neither spec has one."""
    return exact(of["parts"][part]) if part != "agreements" or part in of["parts"] else F(0)


def check_payable(there, bills):
    """What is payable changes by the total, credits and taxes."""
    if "payable_delta" not in there:
        return
    delta = exact(there["payable_delta"])
    same("total, credits and taxes", exact(there["delta"]) + exact(there["credits"]) + exact(there["taxes"]), delta)
    old, new = (exact(bill.get("payable", bill["total"])) for bill in bills)
    same("the change of what is payable", delta, new - old)


def check_difference(difference):
    """What holds for any difference."""
    delta = exact(difference["new"]["total"]) - exact(difference["old"]["total"])
    same("delta", exact(difference["delta"]), delta)
    same("the sum of the parts", sum(part_of(difference, part) for part in PARTS), delta)
    for line in difference["lines"]:
        name = f"{line['workload']}.{line['line']}"
        before, after = (exact(line[side]) if line[side] else F(0) for side in ("old", "new"))
        same(f"the change of {name}", exact(line["change"]), after - before)
        same(f"the parts of {name}", sum(part_of(line, part) for part in PARTS), after - before)
    for part in PARTS:
        same(part, sum(part_of(line, part) for line in difference["lines"]), part_of(difference, part))
    invoices = exact(difference["new"]["invoice_total"]) - exact(difference["old"]["invoice_total"])
    same("the change of the invoice", exact(difference["invoice_delta"]), invoices)
    same("delta and rounding", delta + exact(difference["rounding"]), invoices)


def owned(smcost, path, spec, keys):
    """What the statements of each row of values come to in a bill that is not grouped."""
    sums = {}
    for workload in run(smcost, ["--no-stdlib", str(path)])["workloads"]:
        values = tuple(spec.tags.get(workload["name"], {}).get(key) for key in keys)
        sums[values] = sums.get(values, 0) + exact(workload["total"])
    return sums


def found_groups(groups, keys, names, around=()):
    """Of each row of values what both bills have, None where one has none; inner ones add up to the outer."""
    found = {}
    for number, group in enumerate(groups):
        same("the key of a group", group["tag"], keys[0])
        if group["value"] is None:
            same("the place of the untagged", number, len(groups) - 1)
        values = (*around, group["value"])
        sides = tuple(exact(group[name]) if group[name] else None for name in names)
        same(f"the change of {values}", exact(group["change"]), (sides[1] or 0) - (sides[0] or 0))
        if len(keys) == 1:
            same("what is inside an innermost group", group.get("groups"), None)
            found[values] = sides
            continue
        own = found_groups(group["groups"], keys[1:], names, values)
        for side in (0, 1):
            inside = [amounts[side] for amounts in own.values() if amounts[side] is not None]
            same(f"what is inside {values}", sum(inside) if inside else None, sides[side])
        found.update(own)
    return found


def check_groups(smcost, specs, paths, keys):
    """Owners side by side, and their changes: of `diff` and of `compare`."""
    known = {key for spec in specs for name in spec.statements for key in spec.tags[name]}
    keys = [key for key in keys if key in known]
    if not keys:
        return
    sums = [owned(smcost, path, spec, keys) for path, spec in zip(paths, specs)]
    wanted = {values: tuple(one.get(values) for one in sums) for one in sums for values in one}
    by = f"--group-by={','.join(keys)}"
    for command, names in (("diff", ("old", "new")), ("compare", ("before", "after"))):
        answer = asked(smcost, command, by, *paths)
        same(f"the groups of {command}", found_groups(answer["groups"], keys, names), wanted)
        delta = exact(answer["delta" if command == "diff" else "change"])
        same(f"the sum of the groups of {command}", sum(exact(group["change"]) for group in answer["groups"]), delta)
        if "payable_delta" in answer:
            same("total and what is of no group", delta + exact(answer["of_no_group"]["change"]), exact(answer["payable_delta"]))


def check_reverse(there, back):
    for part in PARTS:
        same(f"{part} back", part_of(back, part), -part_of(there, part))
    same("rounding back", exact(back["rounding"]), -exact(there["rounding"]))
    same("unchanged back", back["unchanged"], there["unchanged"])

    def parts_of(difference, sign):
        return {(line["workload"], line["line"], line["meter"], line["key"]): [sign * part_of(line, part) for part in PARTS]
                for line in difference["lines"]}

    same("the lines back", parts_of(back, -1), parts_of(there, 1))


def check_pair(smcost, seed, folder):
    pick = random.Random(seed)
    old = Spec(pick)
    new, touched = edited(old, pick)
    paths = []
    for side, spec in (("old", old), ("new", new)):
        paths.append(Path(folder) / f"random_diff_{side}.smcost")
        paths[-1].write_text(spec.text(), encoding="utf-8")
    there, back = (asked(smcost, "diff", "--engine=both", *order) for order in (paths, paths[::-1]))
    check_groups(smcost, (old, new), paths, pick.sample(list(TAGS), pick.randint(1, 2)))
    check_difference(there)
    check_payable(there, (there["old"], there["new"]))
    check_difference(back)
    check_reverse(there, back)
    for part in set(PARTS) - touched:
        same(f"{part}, which no edit touched,", part_of(there, part), 0)
    if is_pooled(old) or is_pooled(new) or there["within_quantity"]:
        return False
    wanted = expected(old, new)
    for part in PARTS:
        same(f"{part} worked out", part_of(there, part), wanted[part])
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=150)
    options = parser.parse_args()
    failures, worked_out = [], 0
    for seed in range(options.seed, options.seed + options.count):
        try:
            worked_out += check_pair(options.smcost, seed, options.folder)
        except Failure as failure:
            pick = random.Random(seed)
            old = Spec(pick)
            failures.append(f"--seed {seed} --count 1: {failure}\n{old.text()}---\n{edited(old, pick)[0].text()}")
    for failure in failures[:5]:
        print(failure)
    print(f"{options.count} random pairs, {worked_out} worked out by themselves, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
