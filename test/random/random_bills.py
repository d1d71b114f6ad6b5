#!/usr/bin/env python3
"""Parts equal the whole, on the examples and on random bills.

    random_bills.py SMCOST EXAMPLES FOLDER [--seed N] [--count N]

Each random bill has allowances that overlap, graduated tiers, commitments that tie and an
invoice policy. What it must cost is worked out here with fractions, by itself: the program
is asked only for its answer, and asked again with every line of the text at another place. Of every bill, the examples' too, charges add up to lines,
lines to statements, statements to the total, and the invoice's cents to the invoice total.
`--seed N --count 1` repeats a finding; FOLDER takes the spec.
"""

import argparse
import json
import random
import re
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path

SECONDS = 60
DAYS = 30
MINI = Path(__file__).resolve().parents[1] / "check" / "Inputs" / "mini.smcost"


class Failure(Exception):
    """Where a bill does not add up."""


def same(what, got, wanted):
    if got != wanted:
        raise Failure(f"{what} is {got}, not {wanted}")


def cents(amount):
    """Half-up to the cent, away from zero."""
    scaled = abs(amount) * 100 + F(1, 2)
    rounded = F(scaled.numerator // scaled.denominator, 100)
    return rounded if amount >= 0 else -rounded


def exact(amount):
    return F(amount["exact"])


def packet(price_unit):
    """The 1M of `USD per 1M request`."""
    said = re.search(r" per (\d+)([kMGT]?) ", price_unit)
    return int(said[1]) * 1000 ** " kMGT".index(said[2] or " ") if said else 1


def run(smcost, arguments):
    done = subprocess.run([smcost, "eval", "--format=json", *arguments], capture_output=True, timeout=SECONDS, check=False)
    if done.returncode not in (0, 2):
        raise Failure(f"exit {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def check_parts(bill, policy="lines"):
    """What holds for any bill."""
    of_workload = {}
    for line in bill["lines"]:
        name = line["workload"]
        same(f"{name}.{line['line']}", exact(line["cost"]), sum(exact(charge["cost"]) for charge in line["charges"]))
        charged = sum(exact(charge["quantity"]) for charge in line["charges"])
        same(f"quantity of {name}.{line['line']}", exact(line["quantity"]), charged)
        for charge in line["charges"]:
            if charge["price"]:
                price = exact(charge["price"]) / packet(charge["price_unit"])
                same(f"a charge of {name}", exact(charge["cost"]), exact(charge["quantity"]) * price)
        of_workload[name] = of_workload.get(name, 0) + exact(line["cost"])
    for workload in bill["workloads"]:
        same(f"workload {workload['name']}", exact(workload["total"]), of_workload.get(workload["name"], 0))
    same("total", exact(bill["total"]), sum(of_workload.values()))
    same("the exact invoice lines", exact(bill["total"]), sum(exact(line["exact"]) for line in bill.get("invoice_lines", [])))
    same("cents of workloads", exact(bill["invoice_total"]), sum(exact(w["invoice"]) for w in bill["workloads"]))
    if policy == "lines":
        for line in bill.get("invoice_lines", []):
            same(f"invoice line {line['what']}", exact(line["amount"]), cents(exact(line["exact"])))
        same("invoice total", exact(bill["invoice_total"]), sum(exact(line["amount"]) for line in bill.get("invoice_lines", [])))
    else:
        same("invoice total", exact(bill["invoice_total"]), cents(exact(bill["total"])))


KEYS = ["box.small", "box.large", "box.unpriced"]
TERMS = ["term 12 months, no_upfront", "term 36 months, no_upfront"]


class RandomBill:
    """A spec, and what it costs."""

    def __init__(self, seed):
        pick = random.Random(seed)
        few = pick.random() < 0.4  # prices, so that rates tie
        self.price = {key: F(pick.choice([1000, 2000]) if few else pick.randint(1, 4000), 1000) for key in KEYS}
        self.bounds = sorted(pick.sample(range(1, 60), 2))
        self.tier_price = [F(pick.randint(1, 900), 1000) for _ in range(3)]
        self.policy = pick.choice(["lines", "total"])
        # In the order in which they are taken: name, hours, keys, and what it is said to come after.
        self.allowances = []
        for number in range(pick.choice([0, 1, 1, 2, 3])):
            keys = frozenset(pick.sample(KEYS, pick.randint(1, 3)))
            after = [name for name, _, earlier, _ in self.allowances if self.wants_after(keys, earlier, pick)]
            self.allowances.append((f"gift{number}", pick.choice([pick.randint(1, 40), pick.randint(1, 400)]), keys, after))
        # Money an hour and the offer, of each commitment.
        self.commitments = [(F(pick.randint(1, 3000), 1000), pick.randrange(2)) for _ in range(pick.choice([0, 1, 2, 3]))]
        self.discount = [{key: F(pick.choice([10, 20, 20, 50]), 100) for key in KEYS} for _ in range(2)]
        self.statements = []
        for number in range(pick.randint(1, 9)):
            kind = pick.choice(["tiered", "amount", "placed", "placed"])
            key = pick.choice(KEYS)
            if kind == "placed":
                begin = pick.randrange(0, 95)
                value = (begin, pick.randint(begin + 1, 96))  # quarters of an hour
            else:
                value = F(pick.choice([pick.randint(1, 40), pick.randint(1, 4000)]), pick.choice([1, 4, 10]))
            self.statements.append((f"s{number}", kind, key, value))

    @staticmethod
    def wants_after(keys, earlier, pick):
        """Must it be said that the allowance of these keys comes after the earlier one?"""
        if keys.isdisjoint(earlier) or keys == earlier or earlier < keys:
            return pick.random() < 0.2  # it need not, but may
        return True

    def text(self, shuffle=None):
        rates = "; ".join(f"{key} {dec(price)} USD/h" for key, price in self.price.items())
        low, high = self.bounds
        first, second, third = map(dec, self.tier_price)
        lines = [
            f'use "{MINI}"', "region here", "period 30 days", f"invoice {self.policy}",
            "meter tiered : Time", "meter plain(box : Sku) : Time",
            f"rates tiered region here source list {{ first {low} h: {first} USD/h, next {high - low} h: {second} USD/h, then {third} USD/h }}",
            f"rates plain region here source list {{ {rates} }}",
            "workload rent(bare on box : Sku, bare for time : Time) { line hours = meter plain(box)  time }",
        ]
        for name, hours, keys, after in self.allowances:
            clause = f" after {', '.join(after)}" if after else ""
            lines.append(f"allowance {name} {hours} h always on plain({', '.join(sorted(keys))}){clause}")
        if self.commitments:
            lines.append("plan saver on plain { term 12 months; term 36 months; payment no_upfront }")
        for offer, term in enumerate(TERMS) if self.commitments else []:
            plan_rates = "; ".join(f"{key} {dec(self.plan_price(offer, key))} USD/h" for key in KEYS)
            lines.append(f"rates plain region here source list plan saver {term} {{ {plan_rates} }}")
        for number, (money, offer) in enumerate(self.commitments):
            lines.append(f"saving{number} = commit {dec(money)} USD/h saver {TERMS[offer]}")
        for name, kind, key, value in self.statements:
            if kind == "tiered":
                lines.append(f"{name} = meter tiered {dec(value)} h")
            elif kind == "amount":
                lines.append(f"{name} = meter plain({key}) {dec(value)} h")
            else:
                lines.append(f"{name} = rent {key} {clock(value[0])}..{clock(value[1])}")
        if shuffle:
            shuffle.shuffle(lines)
        return "\n".join(lines) + "\n"

    def plan_price(self, offer, key):
        return self.price[key] * (1 - self.discount[offer][key])

    def costs(self):
        """The cost of each statement."""
        hours = {}
        for name, kind, _, value in self.statements:
            hours[name] = F(value[1] - value[0], 4) * DAYS if kind == "placed" else value
        cost = dict.fromkeys(hours, F(0))
        self.rate_tiers(hours, cost)
        plain = [statement for statement in self.statements if statement[1] != "tiered"]
        whole = {key: sum(hours[name] for name, _, own, _ in plain if own == key) for key in KEYS}
        left = dict(whole)
        for _, free, keys, _ in self.allowances:
            covered = sum(left[key] for key in keys)
            for key in keys:
                left[key] -= left[key] * min(F(free), covered) / covered if covered else 0
        part_left = {key: left[key] / whole[key] if whole[key] else F(1) for key in KEYS}
        saved, unused = self.commit(plain, part_left)
        for name, kind, key, _ in plain:
            at_plan = saved.get(name, [F(0), F(0)]) if kind == "placed" else [F(0), F(0)]
            cost[name] = (hours[name] * part_left[key] - sum(at_plan)) * self.price[key]
            cost[name] += sum(time * self.plan_price(offer, key) for offer, time in enumerate(at_plan))
        for number, (money, offer) in enumerate(self.commitments):
            of_offer = sum(other for other, own in self.commitments if own == offer)
            cost[f"saving{number}"] = unused[offer] * money / of_offer
        return cost

    def rate_tiers(self, hours, cost):
        pool = sum(hours[name] for name, kind, _, _ in self.statements if kind == "tiered")
        if not pool:
            return
        low, high = self.bounds
        whole = (min(pool, low) * self.tier_price[0] + max(min(pool, high) - low, 0) * self.tier_price[1]
                 + max(pool - high, 0) * self.tier_price[2])
        for name, kind, _, _ in self.statements:
            if kind == "tiered":
                cost[name] = whole * hours[name] / pool

    def commit(self, plain, part_left):
        """Hours of each placed statement under each offer, and the money that each has left; every day is alike."""
        saved, unused = {}, [F(0), F(0)]
        ranks = sorted({(-self.discount[offer][key], self.plan_price(offer, key)) for offer in range(2) for key in KEYS})
        for hour in range(24):
            left = [sum(money for money, own in self.commitments if own == offer) for offer in range(2)]
            open_hours = {}
            for name, kind, key, value in plain:
                if kind == "placed":
                    quarters = max(0, min(value[1], hour * 4 + 4) - max(value[0], hour * 4))
                    open_hours[name] = F(quarters, 4) * part_left[key]
            for discount, price in ranks:
                pairs = [(name, offer) for name, kind, key, _ in plain for offer in range(2)
                         if kind == "placed" and (-self.discount[offer][key], self.plan_price(offer, key)) == (discount, price)]
                # Twice: what one offer could not give is asked of the other.
                for _ in range(2):
                    asked = {}
                    for name, offer in pairs:
                        money = sum(left[other] for own, other in pairs if own == name)
                        asked[name, offer] = open_hours[name] * left[offer] / money if money else F(0)
                    has = list(left)
                    for (name, offer), time in asked.items():
                        wanted = sum(other for (_, own), other in asked.items() if own == offer) * price
                        time *= min(F(1), has[offer] / wanted) if wanted else 1
                        left[offer] -= time * price
                        open_hours[name] -= time
                        saved.setdefault(name, [F(0), F(0)])[offer] += time * DAYS
            for offer in range(2):
                unused[offer] += left[offer] * DAYS
        return saved, unused


def dec(value):
    """A finite decimal."""
    text = f"{value.numerator * 10**6 // value.denominator:07d}" if isinstance(value, F) else f"{value}000000"
    return f"{int(text[:-6])}.{text[-6:]}".rstrip("0").rstrip(".")


def clock(quarters):
    return f"{quarters // 4}:{quarters % 4 * 15:02d}"


def check_random(smcost, seed, folder):
    bill = RandomBill(seed)
    spec = Path(folder) / "random_bill.smcost"
    spec.write_text(bill.text(), encoding="utf-8")
    answer = run(smcost, ["--no-stdlib", "--engine=both", str(spec)])
    check_parts(answer, bill.policy)
    got = {workload["name"]: exact(workload["total"]) for workload in answer["workloads"]}
    same("the statements", got, bill.costs())
    # The order of the text means nothing, neither of declarations nor of statements; only who gets
    # the odd cents of an invoice line goes by it.
    spec.write_text(bill.text(random.Random(seed)), encoding="utf-8")
    turned = run(smcost, ["--no-stdlib", str(spec)])
    same("the statements in another order", {w["name"]: exact(w["total"]) for w in turned["workloads"]}, got)
    for figure in ("total", "invoice_total"):
        same(f"{figure} in another order", exact(turned[figure]), exact(answer[figure]))
    by_name = [{a["name"]: {key: a.get(key) for key in ("taken", "least_total", "greatest_total")} for a in one.get("allowances", [])}
               for one in (turned, answer)]
    same("the allowances in another order", *by_name)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("examples", type=Path)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=400)
    options = parser.parse_args()
    failures = []
    examples = sorted(options.examples.rglob("*.smcost"))
    for example in examples:
        try:
            check_parts(run(options.smcost, [str(example)]))
        except Failure as failure:
            failures.append(f"{example}: {failure}")
    for seed in range(options.seed, options.seed + options.count):
        try:
            check_random(options.smcost, seed, options.folder)
        except Failure as failure:
            failures.append(f"--seed {seed} --count 1: {failure}\n{RandomBill(seed).text()}")
    for failure in failures[:5]:
        print(failure)
    print(f"{len(examples)} examples and {options.count} random bills, {len(failures)} failed")
    return 1 if failures or not examples else 0


if __name__ == "__main__":
    sys.exit(main())
