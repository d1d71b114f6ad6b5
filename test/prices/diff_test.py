#!/usr/bin/env python3
"""What `prices diff A B --spec` says of a bill is what `diff` says of it, and both are right.

    diff_test.py SMCOST FOLDER [--seed N] [--count N]

Random books and specs; the change is worked out here. `diff` takes the first book from a commit and the second from the
folder, `prices diff` both by name; then it takes one book with the days of both.
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path

MAKE_BOOK = Path(__file__).resolve().parents[1] / "driver" / "make_book.py"
MACHINES = ["ml.g5.2xlarge", "ml.m5.xlarge", "ml.c5.large", "ml.p4d.24xlarge"]
REGIONS = ["us-east-1", "eu-west-1"]
CHANGE = "2026-09-15"
NAMES = {"old", "new"}


class Case:
    """A spec, and two lists for it."""

    def __init__(self, seed):
        pick = random.Random(seed)
        places = [(region, machine) for region in REGIONS for machine in MACHINES]
        self.old = {place: F(pick.randint(1, 90_000), 1000) for place in places}
        self.new = {place: self.old[place] if pick.random() < 0.4 else F(pick.randint(1, 90_000), 1000) for place in places}
        self.hours = [(pick.choice(places), pick.randint(1, 700)) for _ in range(pick.randint(1, 6))]

    def spec(self):
        lines = ["use aws.sagemaker", "region us-east-1", "period 2026-10"]
        lines += [f"j{number} = train {machine} {hours} h, region {region}" for number, ((region, machine), hours) in enumerate(self.hours)]
        return "\n".join(lines) + "\n"

    def total(self, prices):
        return sum((prices[place] * hours for place, hours in self.hours), F(0))

    @staticmethod
    def rows(prices, begin="-", end="-"):
        return [f"training {region} {machine} {begin} {end} {decimal(price)}" for (region, machine), price in prices.items()]

    def dated_rows(self):
        rows = []
        for place, price in self.old.items():
            same = price == self.new[place]
            rows += self.rows({place: price}, end="-" if same else CHANGE)
            rows += [] if same else self.rows({place: self.new[place]}, begin=CHANGE)
        return rows


def decimal(price):
    return f"{price.numerator * 1000 // price.denominator / 1000:.3f}".rstrip("0").rstrip(".")


class Bench:
    def __init__(self, smcost, folder):
        self.smcost, self.folder = smcost, folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache")}
        self.run("git", "init", "-q")

    def run(self, *command):
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def book(self, path, day, rows):
        self.run(sys.executable, MAKE_BOOK, path, day, *rows)

    def answer(self, *command):
        return json.loads(self.run(self.smcost, *command, "--format=json"))


def sides(answer):
    """Both totals, and all else that does not name a file."""
    totals = [F(answer[side]["total"]["exact"]) for side in ("old", "new")]
    return totals, {name: value for name, value in answer.items() if name not in NAMES}


def check(bench, seed):
    case = Case(seed)
    (bench.folder / "spec.smcost").write_text(case.spec())
    bench.book("prices/ours.smprices", "2026-01-01", case.rows(case.old))
    bench.book("old.smprices", "2026-01-01", case.rows(case.old))
    bench.run("git", "add", "-A")
    bench.run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "old")
    bench.book("prices/ours.smprices", CHANGE, case.rows(case.new))
    bench.book("new.smprices", CHANGE, case.rows(case.new))
    wanted = [case.total(case.old), case.total(case.new)]
    by_commit, same = sides(bench.answer("diff", "HEAD:", "spec.smcost"))
    between_books = ("prices", "diff", "old.smprices", "new.smprices", "--spec", "spec.smcost")
    alone = bench.answer(*between_books)
    by_book, other = sides(alone)
    if bench.answer(*between_books, "--spec", "spec.smcost") != {"files": [alone, alone]}:
        return "two specs are not one document with what each of them says"
    bench.book("prices/ours.smprices", CHANGE, case.dated_rows())
    by_day, third = sides(bench.answer("prices", "diff", "2026-09-14", CHANGE, "--spec", "spec.smcost"))
    for what, got in (("diff", by_commit), ("prices diff of books", by_book), ("prices diff of days", by_day)):
        if got != wanted:
            return f"{what}: {got} instead of {wanted}"
    if F(same["parts"]["price"]["exact"]) != wanted[1] - wanted[0]:
        return f"the change is not the price's: {same['parts']}"
    if not same == other == third:
        return f"they differ:\n{same}\n{other}\n{third}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=15)
    options = parser.parse_args()
    failures = []
    for seed in range(options.seed, options.seed + options.count):
        said = check(Bench(options.smcost.resolve(), options.folder.resolve() / "prices_diff"), seed)
        failures += [f"--seed {seed} --count 1: {said}"] if said else []
    print("\n".join(failures))
    print(f"{options.count} pairs of books, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
