#!/usr/bin/env python3
"""The best commitment, by bends, against fractions of its own and against the bills of many amounts.

    random_commitments.py SMCOST FOLDER [--seed N] [--count N]

Random prices, plans, schedules and periods of one to three months, one or two commitments, a term that begins within. What the bill comes to
is worked out here, hour by hour; `minimise` and `maximise` over an amount must find the best of all, bends included, on the command line and
declared in the file. Figures that go by steps, and conditions, have an answer too. `eval -p` bills amounts by chance and those beside the
answer, and `sweep` the same beside a `param`. `--seed N --count 1` repeats a finding; FOLDER takes the specs.
"""

import calendar
import json
import subprocess
from fractions import Fraction as F

from seeds import each_seed

SECONDS = 120
NAME = "kept.commitment"
LIBRARY = """
dimension Time
dimension Day
dimension Month
unit s : Time
unit min = 60 s
unit h = 3600 s
unit day days : Day
unit month months : Month
unit USD : Money[USD]
unit year = 12 month
unit machine machines : Count[machine]
skus { m.a, m.b, m.c }
regions { here }
meter compute(box : Sku) : Time { granularity 60 s up per machine }
workload serve(bare boxes : Multiple[machine] = 1x, bare box : Sku, bare for run : Time) {
  require run > 0 s else "work has a run time"
  line compute = meter compute(box) run each boxes
}
plan saving on compute { term 1 year; payment no_upfront }
"""


def dec(value):
    """A fraction of a thousandth or a millionth as the language writes it."""
    return f"{value.numerator / value.denominator:.6f}".rstrip("0").rstrip(".")


def money(amount):
    return f"({amount.numerator}/{amount.denominator}) * 1 USD/h" if amount.denominator != 1 else f"{amount.numerator} USD/h"


class World:
    """A spec, and what it comes to."""

    def __init__(self, rng):
        self.price = {sku: F(rng.randint(200, 4000), 1000) for sku in ("m.a", "m.b", "m.c")}
        # No two alike: nothing ties.
        cuts = dict(zip(self.price, rng.sample(range(5, 80), 3)))
        self.rate = {sku: price * F(100 - cuts[sku], 100) for sku, price in self.price.items()}
        self.first = min(self.price, key=lambda sku: -cuts[sku])
        self.order = sorted(self.price, key=lambda sku: -cuts[sku])
        begin = rng.choice([(2025, 2), (2025, 3), (2024, 12)])
        self.months = []
        for _ in range(rng.choice([1, 1, 2, 3])):
            self.months.append(begin)
            begin = (begin[0] + begin[1] // 12, begin[1] % 12 + 1)
        self.used = []
        for number in range(rng.randint(1, 4)):
            times = {}
            for kind in rng.choice([("weekdays", "weekends"), ("weekdays", "weekends"), ("weekdays",), ("weekends",)]):
                since, until = sorted(rng.sample(range(25), 2))
                times[kind] = (since, until)
            how = rng.choice(["always", "hours", "placed", "placed", "placed"])
            self.used.append([f"s{number}", rng.choice(list(self.price)), rng.randint(1, 5), how, rng.randint(1, 50) if how == "hours" else times])
        self.other = F(rng.randint(1, 3000), 1000) if rng.random() < 0.3 else None
        # A term that begins in the last month: the amount is owed from that day on only.
        self.since = rng.randint(2, 28) if rng.random() < 0.25 else None
        self.with_param = rng.random() < 0.5
        # Work that is half as long where enough is committed to: the bill leaps, and the spec is another program there.
        self.leap = None
        if not self.since and rng.random() < 0.3:
            self.leap = F(rng.randint(1, 600), 100), rng.choice(list(self.price)), 2 * rng.randint(1, 60)
        self.declared = []

    def text(self):
        first, last = (f"{year}-{month:02}" for year, month in (self.months[0], self.months[-1]))
        yield 'use "./lib.smcost"'
        yield f"region here\nperiod {first}" + (f"..{last}" if first != last else "")
        yield "rates compute region here { " + "; ".join(f"{sku} {dec(price)} USD/h" for sku, price in self.price.items()) + " }"
        yield ("rates compute region here plan saving term 1 year, no_upfront { " + "; ".join(f"{sku} {dec(rate)} USD/h" for sku, rate in self.rate.items()) + " }")
        if self.with_param:
            yield f"param n = {self.used[0][2]}x in 0x..9x"
        for number, (name, sku, boxes, how, times) in enumerate(self.used):
            when = "always" if how == "always" else f"{times} h" if how == "hours" else ", ".join(f"{kind} {since}:00..{until}:00" for kind, (since, until) in times.items())
            yield f"{name} = serve {'(n)' if self.with_param and number == 0 else f'{boxes}x'} {sku} {when}"
        since = f", from {self.months[-1][0]}-{self.months[-1][1]:02}-{self.since:02}" if self.since else ""
        yield f"kept = commit 0.25 USD/h saving term 1 year, no_upfront{since}"
        if self.leap:
            least, sku, hours = self.leap
            yield f"leap = serve 1x {sku} (if kept.rate >= {dec(least)} USD/h then {hours // 2} h else {hours} h)"
        if self.other:
            yield f"other = commit {dec(self.other)} USD/h saving term 1 year, no_upfront"
        yield from self.declared

    def hours(self, boxes=None):
        """Hours that are alike: how many, whether the amount is owed in them, and per SKU how many machines run."""
        found = {}
        for year, month in self.months:
            for day in range(1, calendar.monthrange(year, month)[1] + 1):
                kind = "weekends" if calendar.weekday(year, month, day) >= 5 else "weekdays"
                owed = not self.since or ((year, month) == self.months[-1] and day >= self.since)
                for hour in range(24):
                    runs = dict.fromkeys(self.price, 0)
                    for number, (_, sku, own, how, times) in enumerate(self.used):
                        many = boxes if boxes is not None and number == 0 else own
                        if how == "always" or (how == "placed" and kind in times and times[kind][0] <= hour < times[kind][1]):
                            runs[sku] += many
                    key = (owed, tuple(runs.items()))
                    found[key] = found.get(key, 0) + 1
        return [(count, owed, dict(runs)) for (owed, runs), count in found.items()]

    def amounts_of_hours(self, boxes=None):
        return sum((len(self.months) * times * (boxes if boxes is not None and number == 0 else own) * self.price[sku]
                    for number, (_, sku, own, how, times) in enumerate(self.used) if how == "hours"), F(0))

    def total(self, amount, hours, apart):
        cost = apart
        if self.leap:
            cost += len(self.months) * self.price[self.leap[1]] * self.leap[2] / (2 if amount >= self.leap[0] else 1)
        for count, owed, runs in hours:
            committed = (amount if owed else F(0)) + (self.other or F(0))
            left, own = committed, committed
            for sku in self.order:
                wanted = runs[sku] * self.rate[sku]
                part = min(F(1), left / wanted) if wanted else F(0)
                left -= wanted * part
                own += (1 - part) * runs[sku] * self.price[sku]
            cost += count * own
        return cost

    def bends(self, hours):
        """All amounts at which some hour's use is just covered."""
        found = {F(0), self.leap[0]} if self.leap else {F(0)}
        for _, owed, runs in hours:
            wanted = F(0)
            for sku in self.order:
                wanted += runs[sku] * self.rate[sku]
                if owed and wanted > (self.other or 0):
                    found.add(wanted - (self.other or F(0)))
        return sorted(found)


def run(smcost, words):
    return subprocess.run([smcost, *words], capture_output=True, text=True, timeout=SECONDS)


def spoken(told, words):
    try:
        return json.loads(told.stdout)
    except ValueError:
        raise SystemExit(f"{words}: {told.returncode} {told.stderr[:600]}") from None


class Checker:
    def __init__(self, smcost, folder, rng):
        self.smcost, self.rng = smcost, rng
        (folder / "lib.smcost").write_text(LIBRARY, encoding="utf-8")
        self.spec = folder / "spec.smcost"
        self.world = World(rng)
        self.hours, self.apart = self.world.hours(), self.world.amounts_of_hours()
        self.bends = self.world.bends(self.hours)
        self.write()

    def write(self):
        self.spec.write_text("\n".join(self.world.text()) + "\n", encoding="utf-8")

    def total(self, amount):
        return self.world.total(amount, self.hours, self.apart)

    def billed(self, amount):
        """By `eval -p`."""
        words = ["eval", "--no-stdlib", "--format", "json", "-p", f"{NAME}={money(amount)}", str(self.spec)]
        told = run(self.smcost, words)
        bill = spoken(told, words)
        return F(bill["total"]["exact"])

    def ask(self, command, question):
        words = [command, "--no-stdlib", "--format", "json", str(self.spec), question]
        told = run(self.smcost, words)
        return spoken(told, words), told.returncode

    def best(self, command, question):
        """The figure and the amount that were found; None where no point has the best."""
        answer, code = self.ask(command, question)
        if self.world.leap and command == "maximise" and answer["found"] == "not_met":
            return None
        if code != 0 or answer["kind"] != "curve" or answer["found"] != "exact" or not answer["proved"]:
            raise SystemExit(f"{command} {question}: {code} {answer}")
        at = answer["best"]["at"][NAME].removesuffix(" USD/h").removesuffix(" * 1").strip("()")
        return F(answer["best"]["amount"]["exact"]), F(at)

    def expect(self, what, found, wanted):
        if found != wanted:
            raise SystemExit(f"{what}: {found}, and not {wanted}")

    def check_points(self):
        high = self.bends[-1] + 1
        amounts = {F(self.rng.randint(0, 5000), 5000) * high for _ in range(4)} | set(self.rng.sample(self.bends, min(3, len(self.bends))))
        for amount in amounts:
            self.expect(f"eval at {amount}", self.billed(amount), self.total(amount))

    def check_least(self):
        least = min(self.bends, key=lambda amount: (self.total(amount), amount))
        self.expect("minimise", self.best("minimise", f"total over {NAME}")[0], self.total(least))
        low, high = sorted((F(self.rng.randint(0, 300), 100), F(self.rng.randint(0, 900), 100)))
        over = f"{NAME} = {money(low)}..{money(high)}"
        inside = [low, high] + [amount for amount in self.bends if low < amount < high]
        for command, choose in (("minimise", min), ("maximise", max)):
            found = self.best(command, f"total over {over}")
            if not found:
                continue
            figure, at = found
            self.expect(f"{command} {over}", (figure, low <= at <= high, self.total(at)), (choose(map(self.total, inside)), True, figure))
        # Beside the answer nothing is better, in bills.
        figure, at = self.best("minimise", f"total over {NAME}")
        self.expect("the bill at the answer", self.billed(at), figure)
        for beside in (at + F(1, 10**6), at - F(1, 10**6), at + F(1, 100), at - F(1, 100)):
            if beside >= 0 and self.billed(beside) < figure:
                raise SystemExit(f"{beside} is better than {at}")
        return figure

    def check_steps(self, least):
        """Rounded totals lie on steps; the least of them is the least total rounded."""
        quantum = self.rng.choice([100, 250, 1000])
        # Without an upper end its steps would have none either.
        figure, at = self.best("minimise", f"(round up total to {quantum} USD) over {NAME} = 0 USD/h..{money(self.bends[-1] + 1)}")
        wanted = -(-least // quantum) * quantum
        self.expect(f"steps of {quantum} at {at}", (figure, -(-self.total(at) // quantum) * quantum), (wanted, wanted))
        if self.world.leap:
            return
        # A condition that cuts the best off: the total is a line, so the bound itself is reached.
        bound = least + F(self.rng.randint(1, 900), 7)
        figure, at = self.best("minimise", f"total over {NAME} where total >= {bound.numerator} USD / {bound.denominator}")
        self.expect(f"where total >= {bound}", (figure, self.total(at)), (bound, bound))
        answer, code = self.ask("minimise", f"total over {NAME} where total < {least.numerator} USD / {least.denominator}")
        self.expect("below the least", (code, answer["found"]), (2, "none"))

    def check_declared(self, least):
        """The same in the file."""
        values = sorted({F(self.rng.randint(0, 3000), 1000) for _ in range(3)})
        self.world.declared = [f"minimise cheapest total over {NAME}", f"sweep curve total over {NAME} = {{ {', '.join(money(one) for one in values)} }}"]
        self.write()
        answer, code = self.ask("minimise", "cheapest")
        self.expect("declared", (code, F(answer["best"]["amount"]["exact"])), (0, least))
        answer, code = self.ask("sweep", "curve")
        self.expect("declared sweep", [F(point["figures"]["total"]["exact"]) for point in answer["listed"]], [self.total(one) for one in values])
        if not self.world.with_param:
            return
        counts = self.rng.sample(range(10), 3)
        words = ["sweep", "--no-stdlib", "--format", "json", "--engine", self.rng.choice(["auto", "jit", "both", "reference"]), str(self.spec),
                 f"n={{{', '.join(f'{count}x' for count in counts)}}}", f"{NAME}={{{', '.join(money(one) for one in values)}}}"]
        listed = spoken(run(self.smcost, words), words)["listed"]
        found = [F(point["figures"]["total"]["exact"]) for point in listed]
        wanted = []
        for count in counts:
            hours, apart = self.world.hours(count), self.world.amounts_of_hours(count)
            wanted += [self.world.total(amount, hours, apart) for amount in values]
        self.expect(f"{words}", found, wanted)
        # Steps of both: all points are looked at.
        answer, code = self.ask("minimise", f"total over n, {NAME} = {{{', '.join(money(one) for one in values)}}}")
        every = [self.world.total(amount, self.world.hours(count), self.world.amounts_of_hours(count)) for count in range(10) for amount in values]
        self.expect("minimise beside a param", (code, F(answer["best"]["amount"]["exact"]), answer["points"]), (0, min(every), len(every)))


def check(smcost, folder, rng):
    checker = Checker(smcost, folder, rng)
    checker.check_points()
    least = checker.check_least()
    checker.check_steps(least)
    checker.check_declared(least)
    return int(min(checker.bends, key=checker.total) > 0), len(checker.bends)


def main():
    count, found = each_seed(__doc__, 30, check)
    pays, bends = (sum(numbers) for numbers in zip(*found))
    print(f"{count} specs of {bends} bends, {pays} of which had better commit, agree with fractions and bills")
    if count > 20 and not count // 5 <= pays < count:
        raise SystemExit("hardly any commitment pays, or all do")


if __name__ == "__main__":
    main()
