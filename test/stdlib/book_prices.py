"""Each price of the library's book is what a bill takes: rows are read from the book's text, without the program, and a
meter's use of seven units costs seven times the price that stands there, in the region, for the key and on the days of the row.

A row of which no whole month is left, or that is a plan's, is looked for in `prices show`. Without `--all` a sample of 500.

book_prices.py SMCOST STDLIB FOLDER [--all] [--seed N]
"""
import argparse
import collections
import csv
import datetime
import io
import json
import random
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

COLUMNS = "meter region key plan lower upper from until price unit id usage source note".split()
UNITS_USED = 7
SAMPLE = 500
LAST_MONTH = "2026-10"
EVERYWHERE, ANY_REGION = "everywhere", "eu-west-1"


def rows_of(text):
    """The rows below the header, as they stand."""
    return [dict(zip(COLUMNS, line.split("\t"))) for line in text.split("\n") if line.count("\t") == len(COLUMNS) - 1]


def month_of(row):
    """The last whole month in which the row holds; none: there is none."""
    if row["until"] == "-":
        return LAST_MONTH
    end = datetime.date.fromisoformat(row["until"]).replace(day=1)
    month = (end - datetime.timedelta(days=1)).replace(day=1)
    return None if row["from"] != "-" and month.isoformat() < row["from"] else month.isoformat()[:7]


def scale_and_unit(row):
    """`USD per 100k request` is for 100,000 of `request`."""
    per = re.fullmatch(r"USD(?:/| per (\d+)([kM]?) )(.+)", row["unit"])
    return int(per[1] or 1) * {"": 1, "k": 10**3, "M": 10**6}[per[2] or ""], per[3]


def used(row):
    """So much of the meter that the last seven units are the row's."""
    scale, _ = scale_and_unit(row)
    return Fraction(row["lower"].replace("-", "0")) + UNITS_USED * scale


def evaluate(smcost, folder, month, rows):
    """What each row's statement is charged: quantity and price of one unit."""
    spec = folder / "book_prices.smcost"
    lines = ["use aws.sagemaker", f"region {ANY_REGION}", f"period {month}"]
    for number, row in enumerate(rows):
        key = f"({row['key']})" if row["key"] != "-" else ""
        region = row["region"] if row["region"] != EVERYWHERE else ANY_REGION
        lines.append(f"p{number} = meter {row['meter']}{key} {used(row)} {scale_and_unit(row)[1]}, region {region}")
    spec.write_text("\n".join(lines) + "\n")
    done = subprocess.run([smcost, "eval", "--format=json", spec], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"exit {done.returncode}: {done.stderr[:2000]}")
    charges = []
    for line in json.loads(done.stdout)["lines"]:
        exact = [(Fraction(charge["quantity"]["exact"]), Fraction(charge["cost"]["exact"])) for charge in line["charges"]]
        charges.append([(quantity, cost / quantity) for quantity, cost in exact])
    return charges


def wrong(row, tiers, charges):
    """What the charges should have been, if they are others. A free allowance takes its part first, at no price."""
    scale, _ = scale_and_unit(row)
    wanted = [(min(used(row), Fraction(tier["upper"]) if tier["upper"] != "-" else used(row)) - Fraction(tier["lower"].replace("-", "0")),
               Fraction(tier["price"]) / scale) for tier in tiers] if row["lower"] != row["upper"] else [(used(row), Fraction(row["price"]) / scale)]
    wanted = [(quantity, price) for quantity, price in wanted if quantity > 0]
    free = [quantity for quantity, price in charges if price == 0]
    paid = [(quantity, price) for quantity, price in charges if price != 0]
    if free:
        wanted[0] = (wanted[0][0] - sum(free), wanted[0][1])
    return None if paid == wanted else f"{row}: {charges} instead of {wanted}"


def shown(smcost, meter):
    """The rows that `prices show` has of a meter, as far as they say what a price is of."""
    done = subprocess.run([smcost, "prices", "show", meter, "--history", "--format=csv"], capture_output=True, text=True, check=False)
    names = "meter region key plan lower upper from until price unit".split()
    return collections.Counter(tuple(row[name] or "-" for name in names) for row in csv.DictReader(io.StringIO(done.stdout)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("stdlib", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    [book] = options.stdlib.rglob("*.smprices")
    rows = rows_of(book.read_text())
    place = lambda row: tuple(row[name] for name in ("meter", "region", "key", "plan"))
    tiers = collections.defaultdict(list)
    for row in rows:
        tiers[place(row)].append(row)
    chosen = rows if options.all else random.Random(options.seed).sample(rows, SAMPLE)
    specs, listed = collections.defaultdict(list), []
    for row in chosen:
        month = month_of(row)
        if not month or row["plan"] != "-":
            listed.append(row)
        else:
            # Tiers count what all statements use: each has a bill of its own.
            specs[month, row["lower"], row["upper"]].append(row)
    failures = []
    for (month, _, _), here in sorted(specs.items()):
        for row, charges in zip(here, evaluate(options.smcost, options.folder, month, here)):
            failures += [f"{month}: {said}" for said in [wrong(row, tiers[place(row)], charges)] if said]
    known = {meter: shown(options.smcost, meter) for meter in {row["meter"] for row in listed}}
    for row in listed:
        wanted = tuple(row[name] for name in "meter region key plan lower upper from until price unit".split())
        if known[row["meter"]][wanted] != 1:
            failures.append(f"not shown once: {row}")
    print("\n".join(failures[:10]))
    print(f"{sum(map(len, specs.values()))} rows billed in {len({month for month, _, _ in specs})} months, {len(listed)} shown, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
