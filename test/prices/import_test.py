#!/usr/bin/env python3
"""import_test.py SMCOST: a provider's lists, made up (make_offer.py), imported and priced.

What the import says of each list equals what its maker says; each price of the book's text, read here, is the one
that was made; and bills on it come to what Fractions come to.
"""

import json
import os
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import make_offer

SMCOST = Path(sys.argv[1]).resolve()
SERVICE = "aws.sagemaker"
COLUMNS = "meter region key plan lower upper from until price unit id usage source note".split()
FIGURES = ("rows", "mapped", "unchanged", "opened", "closed", "vanished")


def expect(holds, what):
    if not holds:
        sys.exit(f"import_test: {what}")


def equal(found, wanted, what):
    expect(found == wanted, f"{what}: {found}, wanted {wanted}")


class Bench:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.offers = self.folder / "offers"
        self.expected = make_offer.make(self.offers, 7)
        self.accounts = {}
        for said in self.expected["imports"]:
            self.accounts[said["files"][0] + (" again" if said.get("again") else "")] = said

    def run(self, *arguments, code=0):
        done = subprocess.run([SMCOST, *map(str, arguments)], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
                              env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
                                   "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}, check=False)
        expect(done.returncode == code, f"{arguments}: exit {done.returncode}, wanted {code}\n{done.stdout}{done.stderr}")
        return done

    def load(self, book, *lists, code=0, more=()):
        """Imports lists into a book; the account."""
        done = self.run("prices", "import", *(self.offers / name for name in lists), "-o", self.folder / book, "--format", "json", *more, code=code)
        return json.loads(done.stdout) if done.stdout else None, done.stderr

    def rows(self, book):
        """The rows of a book's text, and nothing of it but its rows."""
        lines = (self.folder / book).read_text(encoding="utf-8").splitlines()
        return [dict(zip(COLUMNS, line.split("\t"))) for line in lines if line.count("\t") == len(COLUMNS) - 1]

    def bytes(self, book):
        return (self.folder / book).read_bytes()


def check_account(found, wanted, name):
    for figure in FIGURES:
        equal(found[figure], wanted[figure], f"{name}: {figure}")
    equal(sum(found["ignored"].values()), sum(wanted["ignored"].values()), f"{name}: ignored, of {found['ignored']}")
    equal(found["unknown"], dict(wanted["unknown"]), f"{name}: unknown")
    equal(sorted(zero["usage"] for zero in found["zero"]), wanted["zero"], f"{name}: zero prices")
    equal(found["contradictions"], [], f"{name}: contradictions")
    equal(found["rows"], found["mapped"] + sum(found["ignored"].values()) + sum(found["unknown"].values()) + len(found["zero"]), f"{name}: the sum")


def check_points(bench, book, file):
    """Each price of each day: by a search of the text's rows, with no help of the program."""
    by_place = {}
    for row in bench.rows(book):
        by_place.setdefault(tuple(row[column] for column in ("meter", "region", "key", "plan")), []).append(row)
    count = 0
    for of, meter, region, key, plan, lower, upper, date, price in bench.expected["points"]:
        if of != file:
            continue
        hits = [row for row in by_place.get((meter, region, key, plan), ())
                if (row["from"] == "-" or row["from"] <= date) and (row["until"] == "-" or date < row["until"])
                and (price is None or (row["lower"], row["upper"]) == (lower, upper))]
        place = f"{book} {meter} {region} {key} {plan} from {lower} on {date}"
        if price is None:
            expect(not hits, f"{place}: {hits}, and there is no such price")
        else:
            expect(len(hits) == 1, f"{place}: {len(hits)} rows")
            equal(Fraction(hits[0]["price"]), Fraction(price), place)
        count += 1
    expect(count, f"no points of {file}")
    return count


def total(bench, text, book):
    """What a spec comes to with a book; exactly."""
    spec = bench.folder / "spec.smcost"
    spec.write_text(text, encoding="utf-8")
    done = bench.run("eval", "--prices", bench.folder / book, "--summary", spec)
    first = done.stdout.split("\n", 1)[0]
    words = first.split()
    expect(words[0] == "total" and words[2] == "USD", f"no total: {first}")
    return Fraction(words[1])


def point(bench, file, date, meter, region, changed_from=None):
    """A point of a list, and its price then; one whose price is another one on the other day, if that is asked for."""
    def prices(day):
        return {(meter_, region_, key): price for of, meter_, region_, key, plan, lower, _, day_, price in bench.expected["points"]
                if of == file and day_ == day and plan == "-" and lower == "-"}
    then, other = prices(date), prices(changed_from) if changed_from else {}
    for place, price in sorted(then.items()):
        if place[0] == meter and place[1] == region and price and (not changed_from or other.get(place, price) != price):
            return place, Fraction(price), Fraction(other[place]) if changed_from else None
    sys.exit(f"import_test: no {meter} in {region} changes its price")


def check_history(bench):
    """One book, two months: before the change and behind it. And in the month of a change, by days."""
    for meter in ("hosting", "training"):
        for region in ("ap-northeast-1", "us-east-1", "eu-west-1"):
            try:
                (_, _, key), after, before = point(bench, "second.json", make_offer.AFTER, meter, region, make_offer.BEFORE)
            except SystemExit:
                continue
            for period, price in (("2026-06", before), ("2026-09", after)):
                spec = f"use {SERVICE} @ aws\nregion {region}\nperiod {period}\njob = meter {meter}({key}) 100 h\n"
                equal(total(bench, spec, "second.smprices"), 100 * price, f"a bill of {period}: {meter}({key}) in {region}")
            return
    sys.exit("import_test: no price that a bill can have changes")


def check_commitment(bench):
    """One hour of use, under a commitment, at the plan's imported rate: it covers as much as it is worth."""
    rates = {(meter, region, key): Fraction(price) for of, meter, region, key, plan, *_, price in bench.expected["points"]
             if of == "savings_plans.json" and plan == "savings_plan term 1 year, no_upfront" and meter == "hosting"}
    demand = {(meter, region, key): Fraction(price) for of, meter, region, key, plan, lower, _, date, price in bench.expected["points"]
              if of == "first.json" and date == make_offer.BEFORE and plan == "-" and meter == "hosting"}
    place = sorted(place for place in rates if place in demand and place[1] == "us-east-1")[0]
    rate, price = rates[place], demand[place]
    committed = Fraction(round(rate / 2 * 1000), 1000)
    spec = (f"use {SERVICE} @ aws\nregion us-east-1\nperiod 2026-06\napi = host {place[2]} always\n"
            f"saving = commit {float(committed)} USD/h savings_plan term 1 year, no_upfront\n")
    # In each of the 720 hours the commitment pays for its part of the instance, the rest is on demand.
    wanted = 720 * (committed + (1 - committed / rate) * price)
    equal(total(bench, spec, "plans.smprices"), wanted, f"a commitment on {place[2]} at {rate} in place of {price}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        found, said = bench.load("first.smprices", "first.json")
        expect("SMC9021" in said and "SMC9022" in said, f"neither unknown rows nor zero prices are told: {said}")
        check_account(found, bench.accounts["first.json"], "first.json")
        points = check_points(bench, "first.smprices", "first.json")

        once = bench.bytes("first.smprices")
        (bench.folder / "plain.smprices").write_bytes(once)
        (bench.folder / "second.smprices").write_bytes(once)
        found, _ = bench.load("second.smprices", "first.json")
        check_account(found, bench.accounts["first.json again"], "first.json, again")
        expect(bench.bytes("second.smprices") == once, "imported again, the book is another one")

        found, said = bench.load("second.smprices", "second.json")
        check_account(found, bench.accounts["second.json"], "second.json")
        points += check_points(bench, "second.smprices", "second.json")
        twice = bench.bytes("second.smprices")
        bench.load("second.smprices", "second.json")
        expect(bench.bytes("second.smprices") == twice, "imported again, the later book is another one")
        check_history(bench)

        # The older list onto the newer book: refused, not mixed in.
        _, said = bench.load("second.smprices", "first.json", code=4)
        expect("SMC9019" in said, f"an older list: {said}")
        expect(bench.bytes("second.smprices") == twice, "an older list has changed the book")

        # The other form says the same.
        bench.load("csv.smprices", "first.csv")
        without = lambda book: [{column: row[column] for column in COLUMNS if column != "source"} for row in bench.rows(book)]
        equal(without("csv.smprices") == without("first.smprices"), True, "the book of first.csv is that of first.json")
        bench.load("csv.smprices", "second.csv")
        equal(without("csv.smprices") == without("second.smprices"), True, "the book of second.csv is that of second.json")

        # One price is corrected for the days that it had already.
        (bench.folder / "corrected.smprices").write_bytes(once)
        found, _ = bench.load("corrected.smprices", "correction.json")
        check_account(found, bench.accounts["correction.json"], "correction.json")
        points += check_points(bench, "corrected.smprices", "correction.json")

        # Two prices for one thing: both are told, and nothing is written.
        for book, file in (("first.smprices", "contradiction.json"), ("none.smprices", "contradiction.json"), ("first.smprices", "other_price.json")):
            found, said = bench.load(book, file, code=4)
            wanted = bench.accounts[file]["contradictions"][0]
            expect("SMC9020" in said, said)
            expect(wanted.split(":")[1] in said and "77 USD/h" in said, f"a contradiction of {wanted} is not told: {said}")
        expect(bench.bytes("first.smprices") == once, "a contradiction has changed the book")
        expect(not (bench.folder / "none.smprices").exists(), "a contradiction has made a book")

        # What nobody understands is an error to those who want it so.
        bench.load("strict.smprices", "first.json", code=2, more=("--strict",))

        (bench.folder / "plans.smprices").write_bytes(once)
        found, _ = bench.load("plans.smprices", "savings_plans.json")
        check_account(found, bench.accounts["savings_plans.json"], "savings_plans.json")
        points += check_points(bench, "plans.smprices", "savings_plans.json")
        points += check_points(bench, "plans.smprices", "first.json")
        (bench.folder / "plans_csv.smprices").write_bytes(once)
        bench.load("plans_csv.smprices", "savings_plans.csv")
        equal(without("plans_csv.smprices") == without("plans.smprices"), True, "the book of savings_plans.csv is that of savings_plans.json")
        check_commitment(bench)

        # Another currency: a book of its own, and none in which there is one already.
        bench.load("first.smprices", "yuan.json", code=4)
        expect(bench.bytes("first.smprices") == once, "yuan are in a book of dollars")
        found, said = bench.load("first.smprices", "china.json")
        check_account(found, bench.accounts["china.json"], "china.json")
        expect("SMC9021" in said and bench.rows("first.smprices") == bench.rows("plain.smprices"), "what is not understood has changed the book")
        print(f"{points} prices of {len(bench.expected['imports'])} imports, and bills on them")


main()
