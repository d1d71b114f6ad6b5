#!/usr/bin/env python3
"""Random libraries: what their lines cost, in every order of the text; and wrong ones, told.

    random_libraries.py SMCOST FOLDER [--seed N] [--count N]

`make_library.py` makes each of them and says what it must cost. Spoiled libraries end with a
message and an exit code that says whose fault it is: never with a signal, never with 4.
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

from make_library import Library

SECONDS = 20
SPOILED_OF_EACH = 4


class Failure(Exception):
    """What is wrong, and with which text."""

    def __init__(self, what, text):
        super().__init__(what)
        self.text = text


def run(smcost, spec, *arguments):
    try:
        return subprocess.run([smcost, *arguments, spec], capture_output=True, timeout=SECONDS, check=False, text=True)
    except subprocess.TimeoutExpired as late:
        raise Failure(f"{' '.join(arguments)} does not end", spec.read_text(encoding="utf-8")) from late


def wanted(smcost, spec, *arguments):
    done = run(smcost, spec, *arguments)
    if done.returncode != 0:
        raise Failure(f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr}", spec.read_text(encoding="utf-8"))
    return done.stdout


def line_costs(answer):
    """By statement and line; the lines of a list together."""
    costs = {}
    for line in json.loads(answer)["lines"]:
        name = f"{line['workload']}.{line['line'].split('#')[0]}"
        costs[name] = costs.get(name, F(0)) + F(line["cost"]["exact"])
    return {name: cost for name, cost in costs.items() if cost}


def check_costs(smcost, spec, text, costs, what):
    spec.write_text(text, encoding="utf-8")
    got = line_costs(wanted(smcost, spec, "eval", "--no-stdlib", "--engine=both", "--format=json"))
    for name in sorted({*got, *costs}):
        if got.get(name, F(0)) != costs.get(name, F(0)):
            raise Failure(f"{what}: {name} is {got.get(name, F(0))}, not {costs.get(name, F(0))}", text)


def check_library(smcost, seed, spec):
    library = Library(seed)
    costs = {name: cost for name, cost in library.costs().items() if cost}
    check_costs(smcost, spec, library.text(), costs, "as made")
    wanted(smcost, spec, "check", "--strict", "--no-stdlib")
    check_costs(smcost, spec, library.text(random.Random(seed)), costs, "in another order")
    wanted(smcost, spec, "fmt")
    formatted = spec.read_text(encoding="utf-8")
    wanted(smcost, spec, "fmt", "--check")
    check_costs(smcost, spec, formatted, costs, "formatted")


TOKEN = re.compile(r'"[^"\n]*"|[A-Za-z_][\w.]*|\d[\w.]*|[^\s\w]')


def spoiled(text, pick):
    """The text with something dropped, said twice, or in the place of something else."""
    lines = text.splitlines()
    for _ in range(pick.choice([1, 1, 1, 2, 3])):
        at = pick.randrange(1, len(lines))
        tokens = list(TOKEN.finditer(lines[at]))
        choice = pick.choice(["line", "twice", "token", "token", "other", "other", "other"])
        if choice == "line" and len(lines) > 2:
            del lines[at]
        elif choice == "twice":
            lines.insert(at, lines[at])
        elif tokens:
            token = pick.choice(tokens)
            kind = [one[0] for one in TOKEN.finditer(text) if one[0][0].isalpha() == token[0][0].isalpha()]
            lines[at] = lines[at][:token.start()] + (pick.choice(kind) if choice == "other" else "") + lines[at][token.end():]
    return "\n".join(lines) + "\n"


def check_spoiled(smcost, seed, spec):
    pick = random.Random(seed)
    text = Library(seed).text()
    for _ in range(SPOILED_OF_EACH):
        wrong = spoiled(text, pick)
        spec.write_text(wrong, encoding="utf-8")
        done = run(smcost, spec, "eval", "--no-stdlib", "--engine=both")
        if done.returncode not in (0, 1, 2, 3):
            raise Failure(f"spoiled: exit {done.returncode}: {done.stderr}", wrong)
        if done.returncode and not re.search(r"\[SMC\d{4}\]", done.stderr):
            raise Failure(f"spoiled: exit {done.returncode} without a word", wrong)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    options = parser.parse_args()
    spec = options.folder / "random_library.smcost"
    failures = []
    for seed in range(options.seed, options.seed + options.count):
        for check in (check_library, check_spoiled):
            try:
                check(options.smcost, seed, spec)
            except Failure as failure:
                failures.append(f"--seed {seed} --count 1: {failure}\n{failure.text}")
    for failure in failures[:3]:
        print(failure)
    print(f"{options.count} random libraries, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
