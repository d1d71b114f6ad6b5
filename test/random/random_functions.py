#!/usr/bin/env python3
"""The bill as a function is the bill: on the examples and on random bills (those of random_bills.py).

    random_functions.py PROGRAM EXAMPLES FOLDER [--seed N] [--count N] [--points N] [--rounds N]

PROGRAM is random_functions, which compares. `--seed N --count 1` repeats a finding about a random bill; FOLDER takes the specs."""

import argparse
import subprocess
import sys
from pathlib import Path

from random_bills import RandomBill

SECONDS = 280


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("examples", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=250)
    parser.add_argument("--points", default="8")
    parser.add_argument("--rounds", default="3")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    specs = []
    for seed in range(options.seed, options.seed + options.count):
        specs.append(options.folder / f"bill_{seed}.smcost")
        specs[-1].write_text(RandomBill(seed).text(), encoding="utf-8")
    chosen = ["--points", options.points, "--rounds", options.rounds, "--seed", str(options.seed)]
    examples = sorted(options.examples.rglob("*.smcost"))
    wrong = 0
    for arguments in (["--no-stdlib", *specs], examples):
        done = subprocess.run([options.program, *chosen, *map(str, arguments)], timeout=SECONDS, check=False)
        wrong += done.returncode != 0
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
